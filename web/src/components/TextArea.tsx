import { describedBy, fieldId, HintAndError, Optional } from "./Labelled";
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
  /** Says so beside the label; everything else is required. */
  optional?: boolean;
}

/** A few lines of text; it grows by its handle. */
export function TextArea({ label, name, value, onChange, hint, error, maxLength, rows = 4, optional = false }: TextAreaProps) {
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={fieldId(name)}>{label}{optional && <Optional />}</label>
      <HintAndError name={name} hint={hint} error={error} />
      <textarea
        id={fieldId(name)} name={name} value={value} rows={rows} maxLength={maxLength} className={styles.input} autoComplete="off"
        aria-required={!optional} {...describedBy({ name, hint, error })} onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
