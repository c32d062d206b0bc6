import { Table } from "../../../components/Table";
import { figures as text } from "../../../i18n/figures";
import { number } from "../../../i18n/format";
import type { Figures } from "../api/figures";
import styles from "./Counts.module.css";

interface Told {
  code: string;
  label: string;
  count: number;
}

/** What is told, each number with a bar of its length; what is not, named in one sentence. */
export function Counts({ caption, head, cells, total }: { caption: string; head: string; cells: Figures["by_type"]; total: number | null }) {
  const told = cells.flatMap(({ code, label, count }): Told[] => (count === null ? [] : [{ code, label, count }]));
  const untold = cells.filter((cell) => cell.count === null).map((cell) => cell.label);
  const most = Math.max(0, ...told.map((cell) => cell.count));
  return (
    <div className={styles.counts}>
      <Table caption={caption} head={<tr><th scope="col">{head}</th><th scope="col" colSpan={2}>{text.count}</th></tr>}>
        {told.map((cell) => (
          <tr key={cell.code}>
            <th scope="row">{cell.label}</th>
            <td className="numbers">{number(cell.count)}</td>
            <td className={styles.chart}>
              <svg aria-hidden="true" viewBox={`0 0 ${most} 1`} preserveAspectRatio="none"><rect width={cell.count} height={1} /></svg>
            </td>
          </tr>
        ))}
        <tr><th scope="row">{text.total}</th><td className="numbers" colSpan={2}>{total === null ? text.untold : number(total)}</td></tr>
      </Table>
      {untold.length > 0 && <p>{text.others(untold)}</p>}
    </div>
  );
}
