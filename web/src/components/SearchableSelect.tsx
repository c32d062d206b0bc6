import { type KeyboardEvent, useId, useMemo, useRef, useState } from "react";
import { matches } from "../i18n/search";
import { Icon } from "./Icon";
import { describedBy, fieldId, HintAndError } from "./Labelled";
import fieldStyles from "./Field.module.css";
import styles from "./SearchableSelect.module.css";

export interface SearchableOption {
  value: string;
  label: string;
  what?: string;
}

interface SearchableSelectProps {
  label: string;
  name: string;
  value: string | null;
  onChange: (value: string | null) => void;
  options: readonly SearchableOption[];
  hint?: string;
  error?: string;
  none: string;
  found: (count: number) => string;
}

/**
 * One of many: type a few letters, accents or not, anywhere in the words (the combobox of the ARIA practices).
 * The list stays beside its field in the document, so that nothing else has to be hidden while it is open.
 */
export function SearchableSelect({ label, name, value, onChange, options, hint, error, none, found }: SearchableSelectProps) {
  const id = useId();
  const [typed, setTyped] = useState(() => options.find((option) => option.value === value)?.label ?? "");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const list = useRef<HTMLDivElement>(null);
  const chosen = options.find((option) => option.value === value);
  // Opened on a choice already made, the whole list is there to choose again from.
  const shown = useMemo(() => (typed === chosen?.label ? options : options.filter((option) => matches(option.label, typed))), [options, typed, chosen]);

  const moveTo = (index: number) => {
    setOpen(true);
    setActive(index);
    list.current?.children[index]?.scrollIntoView({ block: "nearest" });
  };
  const choose = (option: SearchableOption) => {
    onChange(option.value);
    setTyped(option.label);
    setOpen(false);
    setActive(-1);
  };
  const type = (text: string) => {
    setTyped(text);
    setActive(-1);
    setOpen(true);
    if (value !== null) onChange(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = { ArrowDown: Math.min(active + 1, shown.length - 1), ArrowUp: Math.max(active - 1, 0) };
    const target = moves[event.key];
    if (target !== undefined) moveTo(target);
    else if (event.key === "Escape" && open) setOpen(false);
    else if (event.key === "Enter" && open && shown[active]) choose(shown[active]);
    else return;
    event.preventDefault();
  };
  return (
    <div className={fieldStyles.field}>
      <label className={fieldStyles.label} htmlFor={fieldId(name)} id={`${id}-label`}>{label}</label>
      <HintAndError name={name} hint={hint} error={error} />
      <div className={`${fieldStyles.box} ${styles.box}`}>
        <input
          id={fieldId(name)} name={name} className={fieldStyles.input} type="text" role="combobox" autoComplete="off" spellCheck={false} value={typed}
          aria-expanded={open} aria-controls={`${id}-list`} aria-autocomplete="list" aria-required="true"
          {...describedBy({ name, hint, error })} aria-activedescendant={open && active >= 0 ? `${id}-${active}` : undefined}
          onChange={(event) => type(event.target.value)} onKeyDown={onKeyDown} onFocus={() => setOpen(true)} onBlur={() => setOpen(false)} onClick={() => setOpen(true)}
        />
        <Icon name="down" size={20} />
        <div id={`${id}-list`} ref={list} role="listbox" aria-labelledby={`${id}-label`} className={styles.list} hidden={!open || shown.length === 0}>
          {shown.map((option, index) => (
            // The keyboard is served by the field, which keeps the focus.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={option.value} id={`${id}-${index}`} role="option" aria-selected={option.value === value} tabIndex={-1}
              className={index === active ? `${styles.item} ${styles.active}` : styles.item}
              onMouseDown={(event) => event.preventDefault()} onClick={() => choose(option)}
            >
              {option.label}
              {option.what !== undefined && <span className={styles.what}>{option.what}</span>}
            </div>
          ))}
        </div>
        {open && shown.length === 0 && <p className={`${styles.list} ${styles.none}`}>{none}</p>}
      </div>
      <span className="visually-hidden" role="status">{open ? (shown.length === 0 ? none : found(shown.length)) : ""}</span>
    </div>
  );
}
