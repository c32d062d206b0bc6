import { useId } from "react";
import { fieldId } from "./Field";
import { Icon } from "./Icon";
import styles from "./Field.module.css";

interface SelectProps {
  label: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  options: ReadonlyArray<{ value: string; label: string }>;
  placeholder?: string;
  hint?: string;
  error?: string;
}

/** The browser's own list: on a phone nothing is easier to use. */
export function Select({ label, name, value, onChange, options, placeholder, hint, error }: SelectProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={fieldId(name)}>{label}</label>
      {hint !== undefined && <span id={`${id}-hint`} className={styles.hint}>{hint}</span>}
      {error !== undefined && <span id={`${id}-error`} className={styles.error}><Icon name="alert" size={18} /> {error}</span>}
      <span className={styles.box}>
        <select
          id={fieldId(name)} name={name} className={`${styles.input} ${styles.select}`} value={value} required
          aria-describedby={described || undefined} aria-invalid={error !== undefined || undefined} data-invalid={error !== undefined || undefined}
          onChange={(event) => onChange(event.target.value)}
        >
          {placeholder !== undefined && <option value="" disabled>{placeholder}</option>}
          {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
        </select>
        <Icon name="down" size={20} />
      </span>
    </div>
  );
}
