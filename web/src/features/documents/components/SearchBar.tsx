import { useState } from "react";
import { useResource } from "../../../api/useResource";
import { Button } from "../../../components/Button";
import { DateField } from "../../../components/DateField";
import { Field } from "../../../components/Field";
import { Select } from "../../../components/Select";
import { documents as text } from "../../../i18n/documents";
import { type Counts, listTypes } from "../api/documents";
import { EVERYTHING, faultOf, FREE, type Sought } from "../search";
import styles from "./SearchBar.module.css";

interface SearchBarProps {
  sought: Sought;
  onChange: (sought: Sought) => void;
  counts: Counts | undefined;
  narrowed: boolean;
}

/** Words, section, type, author, order, period with its two dates: each change shows its result at once. On a phone only the words stand there until asked. */
export function SearchBar({ sought, onChange, counts, narrowed }: SearchBarProps) {
  const types = useResource("types", listTypes);
  const sections = types.state === "ready" ? types.data.sections : [];
  const kinds = types.state === "ready" ? types.data.types.filter(({ section }) => sought.section === "" || section === sought.section) : [];
  const [open, setOpen] = useState(false);
  const set = (part: Partial<Sought>) => onChange({ ...sought, ...part });
  return (
    <search aria-label={text.search.label}>
      <div className={styles.bar}>
        <Field name="search-words" type="search" label={text.search.words} hint={text.search.wordsHint} value={sought.words} onChange={(words) => set({ words })} autoComplete="off" maxLength={100} optional />
        <div className={styles.toggle}>
          <Button kind="secondary" icon={open ? "close" : "settings"} aria-expanded={open} aria-controls="search-filters" onPress={() => setOpen(!open)}>{text.search.refine}</Button>
        </div>
        <div id="search-filters" className={open ? styles.filters : `${styles.filters} ${styles.folded}`}>
          <Select
            name="section-filter" label={text.filter} value={sought.section} onChange={(section) => set({ section, type: "" })}
            options={[{ value: "", label: text.allSections }, ...sections.map(({ code, label }) => ({ value: code, label }))]}
          />
          <Select
            name="type-filter" label={text.search.type} value={sought.type} onChange={(type) => set({ type })}
            options={[{ value: "", label: text.search.anyType }, ...kinds.map(({ code, label }) => ({ value: code, label })).sort((a, b) => a.label.localeCompare(b.label, "fr"))]}
          />
          <Select name="depositor-filter" label={text.search.depositor} value={sought.depositor} onChange={(depositor) => set({ depositor: depositor as Sought["depositor"] })} options={[{ value: "", label: text.search.anyone }, ...choices(text.search.depositors)]} />
          <Select name="order" label={text.search.order} value={sought.order} onChange={(order) => set({ order: order as Sought["order"] })} options={choices(text.search.orders)} />
          <Select name="period-filter" label={text.search.period} value={sought.months} onChange={(months) => set({ months })} options={choices(text.search.periods)} />
          {sought.months === FREE && <FreePeriod sought={sought} onChange={set} />}
        </div>
      </div>
      <div className={styles.found}>
        <p role="status">{counts && (narrowed ? text.search.found(counts.total) : text.count(counts.total, false))}</p>
        {narrowed && <Button kind="quiet" icon="close" onPress={() => onChange({ ...EVERYTHING, order: sought.order })}>{text.search.clear}</Button>}
      </div>
    </search>
  );
}

function FreePeriod({ sought, onChange }: { sought: Sought; onChange: (part: Partial<Sought>) => void }) {
  const error = (side: "from" | "to") => {
    const fault = faultOf(side, sought);
    return fault === null ? undefined : text.search.wrongDates[fault];
  };
  return (
    <>
      <DateField name="period-from" label={text.search.from} value={sought.from} onChange={(from) => onChange({ from })} error={error("from")} />
      <DateField name="period-to" label={text.search.to} value={sought.to} onChange={(to) => onChange({ to })} error={error("to")} />
    </>
  );
}

function choices(labels: Record<string, string>) {
  return Object.entries(labels).sort(([a], [b]) => (a === "" ? -1 : b === "" ? 1 : 0)).map(([value, label]) => ({ value, label }));
}
