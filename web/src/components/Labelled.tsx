import type { ReactNode } from "react";
import { words } from "../i18n/words";
import { Icon } from "./Icon";
import styles from "./Field.module.css";

/** What stands around every field: its label, a hint, and its fault named beside it. */

/** The id of a field, to which the summary of faults leads. */
export function fieldId(name: string): string {
  return `field-${name}`;
}

const hintId = (name: string) => `${fieldId(name)}-hint`;
const errorId = (name: string) => `${fieldId(name)}-error`;

interface Around {
  name: string;
  hint?: ReactNode;
  error?: string;
}

/** The attributes that tie a field to its hint and its fault. */
export function describedBy({ name, hint, error }: Around) {
  const ids = [hint === undefined ? "" : hintId(name), error === undefined ? "" : errorId(name)].filter(Boolean).join(" ");
  const invalid = error === undefined ? undefined : true;
  return { "aria-describedby": ids || undefined, "aria-invalid": invalid, "data-invalid": invalid };
}

export function HintAndError({ name, hint, error }: Around) {
  return (
    <>
      {hint !== undefined && <span id={hintId(name)} className={styles.hint}>{hint}</span>}
      {error !== undefined && <span id={errorId(name)} className={styles.error}><Icon name="alert" size={18} /> {error}</span>}
    </>
  );
}

export function Optional() {
  return <span className={styles.optional}> ({words.optional})</span>;
}
