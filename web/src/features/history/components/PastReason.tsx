import { useState } from "react";
import { useResource } from "../../../api/useResource";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Skeleton } from "../../../components/States";
import { longDate, time } from "../../../i18n/format";
import { pastReasons as text } from "../../../i18n/pastReasons";
import { useOwnRecord } from "../../../session/store";
import { type Entry, explainEntry } from "../api/history";
import styles from "./Timeline.module.css";

/** Why an act was possible on its day: asked of the service when somebody wants to know. */
export function PastReason({ entry }: { entry: Entry }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.why} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.why}<span className="visually-hidden"> ({time(entry.at)})</span></summary>
      {open && <Because entry={entry} />}
    </details>
  );
}

/** "Médecins (généralistes, …)" is "Médecins" within a sentence. */
function short(column: string): string {
  return column.split(" (")[0] ?? column;
}

function Because({ entry }: { entry: Entry }) {
  const record = useOwnRecord();
  const found = useResource(`past/${entry.id}`, (signal) => explainEntry(record, entry.id, signal));
  if (found.state === "loading") return <Skeleton lines={1} />;
  if (found.state === "failed") return <ProblemNotice problem={found.problem} onRetry={found.reload} />;
  const { capacity, ground, grid, column, type, allowed } = found.data;
  return (
    <div className={styles.soft}>
      <p>{text.because(entry.action, capacity, ground)}</p>
      {grid && type && column && allowed !== null && <p>{allowed ? text.opened(type.label, short(column.label)) : text.closed(type.label, short(column.label))}</p>}
      {grid && <p>{text.grid(grid.name, longDate(grid.effective))} {grid.source}</p>}
    </div>
  );
}
