import { Card } from "../../../components/Card";
import { Icon } from "../../../components/Icon";
import { grid as text } from "../../../i18n/confidentiality";
import type { Grid } from "../api/grid";
import styles from "./OneProfession.module.css";

/** What one profession may read, and what it may not, as two lists of words. */
export function OneProfession({ column, rows }: { column: Grid["columns"][number]; rows: Grid["rows"] }) {
  const may = rows.filter((row) => row.allowed.includes(column.id));
  const mayNot = rows.filter((row) => !row.allowed.includes(column.id));
  return (
    <section className={styles.profession} aria-labelledby="profession-name">
      <div>
        <h2 id="profession-name">{column.label}</h2>
        <p role="status">{text.mayRead(may.length, rows.length)}</p>
      </div>
      {may.length > 0 && <TypeList title={text.may} rows={may} allowed />}
      {mayNot.length > 0 && <TypeList title={text.mayNot} rows={mayNot} allowed={false} />}
    </section>
  );
}

function TypeList({ title, rows, allowed }: { title: string; rows: Grid["rows"]; allowed: boolean }) {
  return (
    <Card>
      <h3 className={allowed ? styles.yes : styles.no}><Icon name={allowed ? "check" : "block"} /> {title}</h3>
      <ul role="list" className={styles.types} aria-label={title}>
        {rows.map((row) => <li key={row.type}><Icon name={allowed ? "check" : "close"} size={16} /> {row.label}</li>)}
      </ul>
    </Card>
  );
}
