import { describedBy, fieldId, HintAndError } from "./Labelled";
import styles from "./Field.module.css";

interface TextAreaProps {
  label: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  error?: string;
  maxLength: number;
  rows?: number;
}

/** A few lines of text; it grows by its handle. */
export function TextArea({ label, name, value, onChange, hint, error, maxLength, rows = 4 }: TextAreaProps) {
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={fieldId(name)}>{label}</label>
      <HintAndError name={name} hint={hint} error={error} />
      <textarea
        id={fieldId(name)} name={name} value={value} rows={rows} maxLength={maxLength} className={styles.input} autoComplete="off"
        aria-required="true" {...describedBy({ name, hint, error })} onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
