import { Icon } from "../../../components/Icon";
import { grid as text } from "../../../i18n/confidentiality";
import type { Grid } from "../api/grid";
import styles from "./Matrix.module.css";

/** The whole grid: a type a row, a profession a column; headings stay while one scrolls. */
export function Matrix({ columns, rows }: Pick<Grid, "columns" | "rows">) {
  return (
    // A region that scrolls must be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.box} role="region" aria-label={text.table} tabIndex={0}>
      <table className={styles.matrix}>
        <caption className="visually-hidden">{text.table}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.corner}>{text.type}</th>
            {columns.map((column) => <th key={column.id} scope="col"><span className={styles.heading}>{shortName(column.label)}</span></th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.type}>
              <th scope="row">{row.label}</th>
              {columns.map((column) => <Cell key={column.id} allowed={row.allowed.includes(column.id)} />)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ allowed }: { allowed: boolean }) {
  return allowed
    ? <td className={styles.yes}><Icon name="check" size={18} /><span className="visually-hidden">{text.yes}</span></td>
    : <td className={styles.no}><span aria-hidden="true">–</span><span className="visually-hidden">{text.no}</span></td>;
}

/** "Médecins (généralistes…)" is "Médecins" above a column. */
function shortName(label: string): string {
  return label.split(" (")[0] ?? label;
}
