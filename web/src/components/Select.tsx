import { Icon } from "./Icon";
import { describedBy, fieldId, HintAndError } from "./Labelled";
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
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={fieldId(name)}>{label}</label>
      <HintAndError name={name} hint={hint} error={error} />
      <span className={styles.box}>
        <select
          id={fieldId(name)} name={name} className={`${styles.input} ${styles.select}`} value={value} required
          {...describedBy({ name, hint, error })} onChange={(event) => onChange(event.target.value)}
        >
          {placeholder !== undefined && <option value="" disabled>{placeholder}</option>}
          {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
        </select>
        <Icon name="down" size={20} />
      </span>
    </div>
  );
}
