import { Table } from "../../../components/Table";
import { campaign as text } from "../../../i18n/campaign";
import { number, shortDate } from "../../../i18n/format";
import { FIGURES, type Wave } from "../api/waves";
import styles from "./WaveCard.module.css";

/** The numbers behind the charts, for those who read rather than look. */
export function DayTable({ wave }: { wave: Wave }) {
  return (
    <details className={styles.details}>
      <summary>{text.byDay}</summary>
      <Table
        caption={text.byDayOf(wave.name)}
        head={<tr><th scope="col">{text.day}</th>{FIGURES.map((figure) => <th key={figure} scope="col">{text.figures[figure]}</th>)}</tr>}
      >
        {wave.days.map((day) => (
          <tr key={day.day}>
            <th scope="row"><time dateTime={day.day}>{shortDate(day.day)}</time></th>
            {FIGURES.map((figure) => <td key={figure} className="numbers">{number(day[figure])}</td>)}
          </tr>
        ))}
      </Table>
    </details>
  );
}
