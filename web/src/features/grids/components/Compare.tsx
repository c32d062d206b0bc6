import { useState } from "react";
import { useResource } from "../../../api/useResource";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Select } from "../../../components/Select";
import { Skeleton } from "../../../components/States";
import { gridVersions as text } from "../../../i18n/gridVersions";
import { compareGrids, type Comparison, type Version } from "../api/grids";

/** What one version opens and closes against another, cell by cell. */
export function Compare({ items }: { items: Version[] }) {
  const options = items.map(({ name, state }) => ({ value: name, label: `${name} (${text.states[state]})` }));
  const inForce = items.find(({ state }) => state === "in-force")?.name ?? "";
  const [before, setBefore] = useState(inForce);
  const [after, setAfter] = useState(items.find(({ name }) => name !== inForce)?.name ?? "");
  return (
    <>
      <Select name="before" label={text.before} value={before} onChange={setBefore} options={options} />
      <Select name="after" label={text.after} value={after} onChange={setAfter} options={options} />
      <Difference before={before} after={after} />
    </>
  );
}

function Difference({ before, after }: { before: string; after: string }) {
  const found = useResource(`${before}/${after}`, (signal) => compareGrids(before, after, signal));
  if (found.state === "loading") return <Skeleton lines={2} />;
  if (found.state === "failed") return <ProblemNotice problem={found.problem} onRetry={found.reload} />;
  const { opened, closed, columns_changed: columns, types_added: added, types_removed: removed } = found.data;
  const types = [...added, ...removed];
  if (opened.length + closed.length + columns.length + types.length === 0) return <p role="status">{text.same}</p>;
  return (
    <div role="status">
      {opened.length > 0 && <Cells title={text.opened(opened.length)} cells={opened} />}
      {closed.length > 0 && <Cells title={text.closed(closed.length)} cells={closed} />}
      {columns.length > 0 && <p>{text.columns(columns.map(({ label }) => label).join(", "))}</p>}
      {types.length > 0 && <p>{text.types(types.map(({ label }) => label).join(", "))}</p>}
    </div>
  );
}

function Cells({ title, cells }: { title: string; cells: Comparison["opened"] }) {
  return (
    <>
      <h3>{title}</h3>
      <ul>{cells.map(({ type, column }) => <li key={`${type.code}${column.code}`}>{text.cell(type.label, column.label)}</li>)}</ul>
    </>
  );
}
