import type { Pages } from "../../../api/usePages";
import { Button } from "../../../components/Button";
import { Icon } from "../../../components/Icon";
import { Notice } from "../../../components/Notice";
import { Pager } from "../../../components/Pager";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Empty, Skeleton } from "../../../components/States";
import { Tag } from "../../../components/Tag";
import { confidentiality as text } from "../../../i18n/confidentiality";
import { shortDate } from "../../../i18n/format";
import type { BlockAnswer, Relation } from "../api/relations";
import styles from "./ProfessionalList.module.css";

interface ProfessionalListProps {
  pages: Pages<Relation>;
  /** What was answered to the acts done since the page is open. */
  answers: ReadonlyMap<string, BlockAnswer["state"]>;
  label: string;
  empty: string;
  emptyWhat: string;
  act: "block" | "unblock";
  onAct: (relation: Relation) => void;
}

export function ProfessionalList({ pages, answers, label, empty, emptyWhat, act, onAct }: ProfessionalListProps) {
  if (pages.state === "loading") return <Skeleton lines={2} />;
  if (pages.state === "failed" && pages.problem) return <ProblemNotice problem={pages.problem} onRetry={pages.reload} />;
  if (pages.items.length === 0) return <Empty icon={act === "block" ? "users" : "block"} title={empty} what={emptyWhat} />;
  const spreading = pages.items.some((relation) => answers.get(relation.professional.id) === "spreading");
  return (
    <>
      {spreading && <Notice tone="care" icon="clock" title={text.spreading}>{text.spreadingWhat}</Notice>}
      <ul role="list" className={styles.list} aria-label={label}>
        {pages.items.map((relation) => <Row key={relation.professional.id} relation={relation} answer={answers.get(relation.professional.id)} act={act} onAct={onAct} />)}
      </ul>
      <Pager {...pages} />
    </>
  );
}

function Row({ relation, answer, act, onAct }: { relation: Relation; answer: BlockAnswer["state"] | undefined } & Pick<ProfessionalListProps, "act" | "onAct">) {
  const { professional } = relation;
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
      <Button kind="secondary" icon={act === "block" ? "block" : "check"} aria-label={`${verb} ${professional.display_name}`} onPress={() => onAct(relation)}>{verb}</Button>
    </li>
  );
}
