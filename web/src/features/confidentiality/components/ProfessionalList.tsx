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
import type { Professionals } from "../useProfessionals";
import type { Decision } from "./DecisionDialog";
import styles from "./ProfessionalList.module.css";

interface ProfessionalListProps {
  professionals: Professionals;
  /** What was answered to the acts done since the page is open. */
  answers: ReadonlyMap<string, BlockAnswer["state"]>;
  label: string;
  empty: string;
  emptyWhat: string;
  state: "authorized" | "blocked";
  /** What may be done about one of them, by who looks. */
  actsOf: (relation: Relation) => Decision[];
  onAct: (relation: Relation, act: Decision) => void;
  /** How a relation began, said to who looks. */
  began?: Record<Relation["began"], string>;
}

export function ProfessionalList({ professionals, answers, label, empty, emptyWhat, state, actsOf, onAct, began = text.began }: ProfessionalListProps) {
  const { pages, sought, setSought, many } = professionals;
  if (pages.state === "loading") return <Skeleton lines={2} />;
  if (pages.state === "failed" && pages.problem) return <ProblemNotice problem={pages.problem} onRetry={pages.reload} />;
  if (pages.items.length === 0 && !many) return <Empty icon={state === "authorized" ? "users" : "block"} title={empty} what={emptyWhat} />;
  const spreading = pages.items.some((relation) => answers.get(relation.professional.id) === "spreading");
  return (
    <>
      {spreading && <Notice tone="care" icon="clock" title={text.spreading}>{text.spreadingWhat}</Notice>}
      {many && <Field name={`filter-${state}`} label={text.filter} type="search" optional value={sought} onChange={setSought} autoComplete="off" maxLength={100} />}
      {pages.items.length === 0 && <Empty icon="search" title={text.filterNone} what={text.filterNoneWhat} />}
      <ul role="list" className={styles.list} aria-label={label}>
        {pages.items.map((relation) => (
          <Row key={relation.professional.id} relation={relation} answer={answers.get(relation.professional.id)} isBlocked={state === "blocked"} began={began[relation.began]} acts={actsOf(relation)} onAct={onAct} />
        ))}
      </ul>
      <Pager {...pages} />
    </>
  );
}

const ICONS = { block: "block", unblock: "check", appoint: "shield", remove: "shield" } as const;

interface RowProps {
  relation: Relation;
  answer: BlockAnswer["state"] | undefined;
  isBlocked: boolean;
  began: string;
  acts: Decision[];
  onAct: ProfessionalListProps["onAct"];
}

function Row({ relation, answer, isBlocked, began, acts, onAct }: RowProps) {
  const { professional } = relation;
  return (
    <li className={styles.row}>
      <span className={styles.badge}><Icon name={isBlocked ? "block" : "user"} /></span>
      <div className={styles.who}>
        <p className={styles.name}>{professional.display_name}</p>
        <p>{[professional.profession, professional.specialty, professional.structure].filter(Boolean).join(" · ")}</p>
        <p className={styles.soft}>
          {began} {text.firstContact(shortDate(relation.first_contact))} ·{" "}
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
        {acts.map((act) => (
          <Button key={act} kind="secondary" icon={ICONS[act]} aria-label={text.decisions[act].of(professional.display_name)} onPress={() => onAct(relation, act)}>{text.decisions[act].verb}</Button>
        ))}
      </div>
    </li>
  );
}
