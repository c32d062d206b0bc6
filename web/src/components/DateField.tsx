import { Group, Input, Label, TextField } from "react-aria-components";
import { useId } from "react";
import { words } from "../i18n/words";
import { fieldId } from "./Field";
import { Icon } from "./Icon";
import styles from "./Field.module.css";

export interface DateParts {
  day: string;
  month: string;
  year: string;
}

export const NO_DATE: DateParts = { day: "", month: "", year: "" };

interface DateFieldProps {
  label: string;
  name: string;
  value: DateParts;
  onChange: (value: DateParts) => void;
  hint?: string;
  error?: string;
  /** A birth date has its own autocomplete tokens. */
  birth?: boolean;
}

/** A date typed in three boxes: no calendar to walk through for a birth date, and no format to guess. */
export function DateField({ label, name, value, onChange, hint, error, birth }: DateFieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  const part = (key: keyof DateParts, word: string, length: number, token: string) => (
    <TextField
      className={styles.part} id={key === "day" ? fieldId(name) : undefined} value={value[key]} onChange={(text) => onChange({ ...value, [key]: text.replace(/\D/g, "") })}
      inputMode="numeric" maxLength={length} isInvalid={error !== undefined} validationBehavior="aria"
      autoComplete={birth ? `bday-${token}` : "off"} name={`${name}-${key}`}
    >
      <Label className={styles.label}>{word}</Label>
      <Input className={styles.input} />
    </TextField>
  );
  return (
    <Group className={styles.group} aria-labelledby={`${id}-label`} aria-describedby={described || undefined}>
      <span className={styles.label} id={`${id}-label`}>{label}</span>
      {hint !== undefined && <span id={`${id}-hint`} className={styles.hint}>{hint}</span>}
      {error !== undefined && <span id={`${id}-error`} className={styles.error}><Icon name="alert" size={18} /> {error}</span>}
      <span className={styles.parts}>
        {part("day", words.day, 2, "day")}
        {part("month", words.month, 2, "month")}
        {part("year", words.year, 4, "year")}
      </span>
    </Group>
  );
}

/** "2026-05-28", or null if the three parts are no real day between 1850 and 2100. */
export function isoDate({ day, month, year }: DateParts): string | null {
  const [d, m, y] = [Number(day), Number(month), Number(year)];
  if (!day || !month || year.length !== 4 || y < 1850 || y > 2100) return null;
  const date = new Date(Date.UTC(y, m - 1, d));
  return date.getUTCMonth() === m - 1 && date.getUTCDate() === d ? date.toISOString().slice(0, 10) : null;
}

export function dateParts(iso: string): DateParts {
  const [year = "", month = "", day = ""] = iso.split("-");
  return { day, month, year };
}
