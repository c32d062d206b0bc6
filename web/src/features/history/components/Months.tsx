import { historySearch as text } from "../../../i18n/proof";
import type { Overview } from "../api/history";
import { lastMonths, nameOfMonth } from "../search";
import styles from "./Months.module.css";

const SHOWN = 12;

/** How much happened each month of the last year: an unusual month is seen at a glance. */
export function Months({ months }: { months: Overview["months"] }) {
  // One month is no comparison.
  if (months.length < 2) return null;
  const shown = lastMonths(months, SHOWN);
  const most = Math.max(1, ...shown.map((each) => each.acts));
  return (
    <figure className={styles.figure}>
      <figcaption id="months">{text.overview}</figcaption>
      <ol role="list" className={styles.months} aria-labelledby="months">
        {shown.map(({ month, acts }) => (
          <li key={month} className={styles.month}>
            <span className={acts === 0 ? `${styles.bar} ${styles.none}` : styles.bar} style={{ height: `${(acts / most) * 100}%` }} aria-hidden="true" />
            <span aria-hidden="true">{nameOfMonth(month).slice(0, 1).toUpperCase()}</span>
            <span className="visually-hidden">{text.inMonth(nameOfMonth(month), text.acts(acts))}</span>
          </li>
        ))}
      </ol>
    </figure>
  );
}
