import { Notice } from "../../../components/Notice";
import { emergency } from "../../../i18n/emergency";
import { shortDate, time } from "../../../i18n/format";
import type { RecordEmergency } from "../api/emergency";
import styles from "./ProfessionalList.module.css";

const text = emergency.settings;

/** Who opened the space in an emergency, on what ground, and what they said. */
export function EmergencyList({ label, items }: { label: string; items: RecordEmergency[] }) {
  return (
    <>
      <ul role="list" className={styles.list} aria-label={label}>
        {items.map(({ id, professional, ground, cause, words, opened_at, until }) => (
          <li key={id} className={styles.row}>
            <div className={styles.who}>
              <p className={styles.name}>{professional.display_name}</p>
              <p>{[professional.profession, professional.specialty, professional.structure].filter(Boolean).join(" · ")}</p>
              <p className={styles.soft}>{text.span(shortDate(opened_at), time(opened_at), time(until))} · {emergency.grounds[ground]} · {emergency.causes[cause]}</p>
              <p>{text.said} : « {words} »</p>
            </div>
          </li>
        ))}
      </ul>
      <Notice>{text.block}</Notice>
    </>
  );
}
