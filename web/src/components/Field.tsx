import type { HTMLAttributes, ReactNode } from "react";
import { describedBy, fieldId, HintAndError, Optional } from "./Labelled";
import styles from "./Field.module.css";

export interface FieldProps {
  label: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  hint?: ReactNode;
  error?: string;
  type?: "text" | "email" | "tel" | "password" | "search";
  autoComplete?: string;
  inputMode?: HTMLAttributes<HTMLInputElement>["inputMode"];
  autoCapitalize?: string;
  spellCheck?: boolean;
  maxLength?: number;
  /** Says so beside the label; everything else is required. */
  optional?: boolean;
  /** Width in characters, when what is typed has a known length. */
  size?: "middle" | "whole";
  /** Within the box, at the end of the field. */
  children?: ReactNode;
}

/** A text field: the browser's own, with everything around it that people need. */
export function Field({ label, name, value, onChange, hint, error, type = "text", optional = false, size = "whole", children, ...rest }: FieldProps) {
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={fieldId(name)}>{label}{optional && type !== "search" && <Optional />}</label>
      <HintAndError name={name} hint={hint} error={error} />
      <span className={styles.box}>
        <input
          id={fieldId(name)} name={name} type={type} value={value} className={size === "middle" ? `${styles.input} ${styles.middle}` : styles.input}
          aria-required={!optional} {...describedBy({ name, hint, error })} {...rest} onChange={(event) => onChange(event.target.value)}
        />
        {children}
      </span>
    </div>
  );
}
