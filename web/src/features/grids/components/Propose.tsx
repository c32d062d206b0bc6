import { useState } from "react";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { Choice } from "../../../components/Choice";
import { sayDone } from "../../../components/Confirmation";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { Select } from "../../../components/Select";
import { useForm } from "../../../components/useForm";
import { gridVersions as text } from "../../../i18n/gridVersions";
import { type Grid, type Proposal, proposeGrid } from "../api/grids";

type Cell = Proposal["cells"][number];

/** A version made from the one in force, by opening and closing cells; somebody else publishes it. */
export function Propose({ grid, onProposed }: { grid: Grid; onProposed: () => void }) {
  const [name, setName] = useState("");
  const [source, setSource] = useState("");
  const [cells, setCells] = useState<Cell[]>([]);
  const form = useForm({
    check: () => ({
      ...(!/^\d{4}-\d{2}-\d{2}(\.\d{1,3})?$/.test(name.trim()) && { name: text.wrong.name }),
      ...(source.trim() === "" && { source: text.wrong.source }),
      ...(cells.length === 0 && { type: text.wrong.cells }),
    }),
    send: async () => {
      await proposeGrid({ name: name.trim(), effective: name.trim().slice(0, 10), source: source.trim(), based_on: grid.name, cells });
      setCells([]);
      sayDone(text.proposed);
      onProposed();
    },
    messages: { name: text.wrong.name, source: text.wrong.source },
    fieldOf: (field) => (field === "effective" ? "name" : field),
  });
  const add = (cell: Cell) => setCells((before) => [...before.filter((each) => each.type !== cell.type || each.column !== cell.column), cell]);
  return (
    <Card>
      <p>{text.basedOn} {grid.name}</p>
      <Form form={form} label={text.propose}>
        <Field name="name" label={text.newName} hint={text.newNameHint} value={name} onChange={setName} error={form.errors["name"]} size="middle" maxLength={14} autoComplete="off" />
        <Field name="source" label={text.reason} value={source} onChange={setSource} error={form.errors["source"]} maxLength={500} autoComplete="off" />
        <OneCell grid={grid} error={form.errors["type"]} onAdd={add} />
        {cells.length > 0 && <Chosen grid={grid} cells={cells} onRemove={(cell) => setCells((before) => before.filter((each) => each !== cell))} />}
        <Button type="submit" isPending={form.isPending}>{text.send}</Button>
      </Form>
    </Card>
  );
}

function OneCell({ grid, error, onAdd }: { grid: Grid; error?: string; onAdd: (cell: Cell) => void }) {
  const [type, setType] = useState(grid.rows[0]?.type ?? "");
  const [column, setColumn] = useState(grid.columns[0]?.id ?? "");
  const [change, setChange] = useState<"open" | "close">("open");
  return (
    <>
      <Select name="type" label={text.type} value={type} onChange={setType} error={error} options={grid.rows.map((row) => ({ value: row.type, label: row.label }))} />
      <Select name="column" label={text.column} value={column} onChange={setColumn} options={grid.columns.map(({ id, label }) => ({ value: id, label }))} />
      <Choice name="change" label={text.change} value={change} onChange={setChange} options={[{ value: "open", label: text.open }, { value: "close", label: text.close }]} />
      <Button kind="secondary" icon="plus" onPress={() => onAdd({ type, column, allowed: change === "open" })}>{text.addCell}</Button>
    </>
  );
}

function Chosen({ grid, cells, onRemove }: { grid: Grid; cells: Cell[]; onRemove: (cell: Cell) => void }) {
  const named = (cell: Cell) => {
    const type = grid.rows.find((row) => row.type === cell.type)?.label ?? cell.type;
    const column = grid.columns.find(({ id }) => id === cell.column)?.label ?? cell.column;
    return `${cell.allowed ? text.open : text.close} · ${text.cell(type, column)}`;
  };
  return (
    <ul aria-label={text.cells}>
      {cells.map((cell) => (
        <li key={`${cell.type}${cell.column}`}>{named(cell)} <Button kind="quiet" icon="close" aria-label={text.removeCell(named(cell))} onPress={() => onRemove(cell)}>{text.remove}</Button></li>
      ))}
    </ul>
  );
}
