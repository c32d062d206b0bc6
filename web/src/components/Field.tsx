import type { HTMLAttributes, ReactNode } from "react";
import { Input, Label, Text, TextArea, TextField } from "react-aria-components";
import { words } from "../i18n/words";
import { Icon } from "./Icon";
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
  maxLength?: number;
  /** Says so beside the label; everything else is required. */
  optional?: boolean;
  /** Width in characters, when what is typed has a known length. */
  size?: "short" | "middle" | "whole";
  lines?: number;
  spellCheck?: "true" | "false";
  autoCapitalize?: string;
  children?: ReactNode;
}

/** A text field with its label above, its hint, and its error named beside it. The id `field-<name>` is what the summary links to. */
export function Field({ label, name, value, onChange, hint, error, type = "text", optional, size = "whole", lines, children, autoCapitalize, ...rest }: FieldProps) {
  return (
    <TextField
      className={styles.field} id={fieldId(name)} name={name} value={value} onChange={onChange} type={type}
      isInvalid={error !== undefined} isRequired={!optional} validationBehavior="aria" {...rest}
    >
      <Label className={styles.label}>{label}{optional && <span className={styles.optional}> ({words.optional})</span>}</Label>
      {hint !== undefined && <Text slot="description" className={styles.hint}>{hint}</Text>}
      {error !== undefined && <FieldErrorText>{error}</FieldErrorText>}
      <span className={styles.box}>
        {lines === undefined
          ? <Input className={`${styles.input} ${styles[size]}`} autoCapitalize={autoCapitalize} />
          : <TextArea className={styles.input} rows={lines} />}
        {children}
      </span>
    </TextField>
  );
}

export function FieldErrorText({ children }: { children: ReactNode }) {
  return (
    <Text slot="errorMessage" className={styles.error}>
      <Icon name="alert" size={18} /> {children}
    </Text>
  );
}

export function fieldId(name: string): string {
  return `field-${name}`;
}
