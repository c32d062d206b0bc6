import { Notice } from "../../../components/Notice";
import { desk } from "../../../i18n/desk";
import { longDate } from "../../../i18n/format";
import type { Call } from "../api/desk";
import styles from "./desk.module.css";

const text = desk.call;

export function CallFacts({ call }: { call: Call }) {
  const facts = [
    [text.identified, call.proofs.map((proof) => desk.proof[proof]).join(", ")],
    [text.state, desk.state[call.state]],
    [text.code, call.code_expires_at === null ? text.noCode : longDate(call.code_expires_at)],
    ...(call.representatives.length === 0 ? [] : [[text.representatives, call.representatives.map((one) => one.display_name).join(", ")]]),
    ...(call.opposition_deadline === null ? [] : [[text.deadline, longDate(call.opposition_deadline)]]),
  ];
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
      </dl>
      {call.opposition && <Notice>{text.opposition(longDate(call.opposition.recorded_at), text.ways[call.opposition.channel])}</Notice>}
    </>
  );
}
