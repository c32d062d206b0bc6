import { Button } from "../../../components/Button";
import { Select } from "../../../components/Select";
import { history as words } from "../../../i18n/confidentiality";
import { historySearch as text } from "../../../i18n/proof";
import type { Names, Overview } from "../api/history";
import { EVERYTHING, nameOfMonth, narrows, type Sought } from "../search";
import styles from "./SearchBar.module.css";

const DAYS = [7, 30, 365];

interface SearchBarProps {
  overview: Overview;
  names: Names;
  sought: Sought;
  onChange: (sought: Sought) => void;
}

/** Who, what, when: only what there is to find is offered, with how often it is there. */
export function SearchBar({ overview, names, sought, onChange }: SearchBarProps) {
  const set = (part: Partial<Sought>) => onChange({ ...sought, ...part });
  const months = [...overview.months].reverse();
  return (
    <search aria-label={text.label}>
      <div className={styles.bar}>
        <Select
          name="actor" label={text.actor} value={sought.actor} onChange={(actor) => set({ actor })}
          options={[{ value: "", label: text.anyone }, ...actors(overview, names)]}
        />
        <Select
          name="action" label={text.action} value={sought.action} onChange={(action) => set({ action })}
          options={[{ value: "", label: text.anything }, ...overview.actions.map(({ action, acts }) => ({ value: action, label: text.month(words.action[action], text.acts(acts)) }))]}
        />
        <Select
          name="period" label={text.period} value={sought.period} onChange={(period) => set({ period })}
          options={[
            { value: "", label: text.always },
            ...DAYS.map((days) => ({ value: String(days), label: text.days(days) })),
            ...months.map(({ month, acts }) => ({ value: month, label: text.month(nameOfMonth(month), text.acts(acts)) })),
          ]}
        />
      </div>
      {narrows(sought) && <p><Button kind="quiet" icon="close" onPress={() => onChange(EVERYTHING)}>{text.clear}</Button></p>}
    </search>
  );
}

/** One line for each; several agents of the 3422 are one. */
function actors(overview: Overview, names: Names) {
  const found = new Map<string, { label: string; acts: number }>();
  for (const actor of overview.actors) {
    const before = found.get(actor.key)?.acts ?? 0;
    const label = [names.of(actor), actor.profession].filter(Boolean).join(", ");
    found.set(actor.key, { label, acts: before + actor.acts });
  }
  return [...found].map(([value, { label, acts }]) => ({ value, label: text.month(label, text.acts(acts)) }));
}
