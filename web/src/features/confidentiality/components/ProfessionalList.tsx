import { useState } from "react";
import type { Pages } from "../../../api/usePages";
import { Button } from "../../../components/Button";
import { Field } from "../../../components/Field";
import { Icon } from "../../../components/Icon";
import { Notice } from "../../../components/Notice";
import { Pager } from "../../../components/Pager";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Empty, Skeleton } from "../../../components/States";
import { Tag } from "../../../components/Tag";
import { confidentiality as text } from "../../../i18n/confidentiality";
import { shortDate } from "../../../i18n/format";
import type { BlockAnswer, Relation } from "../api/relations";
import type { Decision } from "./DecisionDialog";
import styles from "./ProfessionalList.module.css";

interface ProfessionalListProps {
  pages: Pages<Relation>;
  /** What was answered to the acts done since the page is open. */
  answers: ReadonlyMap<string, BlockAnswer["state"]>;
  label: string;
  empty: string;
  emptyWhat: string;
  act: "block" | "unblock";
  onAct: (relation: Relation, act: Decision) => void;
}

/** From how many professionals on a filter helps. */
const MANY = 5;

export function ProfessionalList({ pages, answers, label, empty, emptyWhat, act, onAct }: ProfessionalListProps) {
  const [sought, setSought] = useState("");
  if (pages.state === "loading") return <Skeleton lines={2} />;
  if (pages.state === "failed" && pages.problem) return <ProblemNotice problem={pages.problem} onRetry={pages.reload} />;
  if (pages.items.length === 0) return <Empty icon={act === "block" ? "users" : "block"} title={empty} what={emptyWhat} />;
  const shown = pages.items.filter((relation) => matches(relation, sought));
  const spreading = pages.items.some((relation) => answers.get(relation.professional.id) === "spreading");
  return (
    <>
      {spreading && <Notice tone="care" icon="clock" title={text.spreading}>{text.spreadingWhat}</Notice>}
      {pages.items.length > MANY && <Field name={`filter-${act}`} label={text.filter} type="search" optional value={sought} onChange={setSought} />}
      {shown.length === 0 && <Empty icon="search" title={text.filterNone} what={text.filterNoneWhat} />}
      <ul role="list" className={styles.list} aria-label={label}>
        {shown.map((relation) => <Row key={relation.professional.id} relation={relation} answer={answers.get(relation.professional.id)} act={act} onAct={onAct} />)}
      </ul>
      <Pager {...pages} />
    </>
  );
}

function matches({ professional }: Relation, sought: string): boolean {
  const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase("fr");
  const told = [professional.display_name, professional.profession, professional.specialty, professional.structure].filter(Boolean).join(" ");
  return plain(told).includes(plain(sought.trim()));
}

function roleOf(relation: Relation): "appoint" | "remove" | null {
  if (relation.administrator) return "remove";
  return relation.eligible ? "appoint" : null;
}

function Row({ relation, answer, act, onAct }: { relation: Relation; answer: BlockAnswer["state"] | undefined } & Pick<ProfessionalListProps, "act" | "onAct">) {
  const { professional } = relation;
  const role = roleOf(relation);
  const verb = act === "block" ? text.block : text.unblock;
  return (
    <li className={styles.row}>
      <span className={styles.badge}><Icon name={act === "block" ? "user" : "block"} /></span>
      <div className={styles.who}>
        <p className={styles.name}>{professional.display_name}</p>
        <p>{[professional.profession, professional.specialty, professional.structure].filter(Boolean).join(" · ")}</p>
        <p className={styles.soft}>
          {text.began[relation.began]} {text.firstContact(shortDate(relation.first_contact))} ·{" "}
          {relation.state === "contact" ? text.contact : relation.last_access === null ? text.noAccess : text.lastAccess(shortDate(relation.last_access))}
        </p>
        {(relation.administrator || answer) && (
          <p className={styles.tags}>
            {relation.administrator && <Tag tone="info" icon="shield">{text.administrator}</Tag>}
            {answer === "effective" && <Tag tone="good" icon="check">{text.effective}</Tag>}
            {answer === "spreading" && <Tag tone="care" icon="clock">{text.spreading}</Tag>}
          </p>
        )}
      </div>
      <div className={styles.acts}>
        {role && <Button kind="secondary" icon="shield" aria-label={`${text.decisions[role].verb} : ${professional.display_name}`} onPress={() => onAct(relation, role)}>{text.decisions[role].verb}</Button>}
        <Button kind="secondary" icon={act === "block" ? "block" : "check"} aria-label={`${verb} ${professional.display_name}`} onPress={() => onAct(relation, act)}>{verb}</Button>
      </div>
    </li>
  );
}
