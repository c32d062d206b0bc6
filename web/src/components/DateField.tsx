import { words } from "../i18n/words";
import { describedBy, fieldId, HintAndError } from "./Labelled";
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

const PARTS = [
  { key: "day", label: words.day, length: 2 },
  { key: "month", label: words.month, length: 2 },
  { key: "year", label: words.year, length: 4 },
] as const;

/** A date typed in three boxes: no calendar to walk through for a birth date, and no format to guess. */
export function DateField({ label, name, value, onChange, hint, error, birth = false }: DateFieldProps) {
  const { "data-invalid": invalid, ...described } = describedBy({ name, hint, error });
  return (
    <fieldset className={styles.group} aria-describedby={described["aria-describedby"]}>
      <legend className={styles.label}>{label}</legend>
      <HintAndError name={name} hint={hint} error={error} />
      <span className={styles.parts}>
        {PARTS.map((part) => {
          const id = part.key === "day" ? fieldId(name) : `${fieldId(name)}-${part.key}`;
          return (
            <span key={part.key} className={styles.part}>
              <label className={styles.label} htmlFor={id}>{part.label}</label>
              <input
                id={id} name={`${name}-${part.key}`} className={styles.input} type="text" inputMode="numeric" maxLength={part.length}
                autoComplete={birth ? `bday-${part.key}` : "off"} aria-required="true" aria-invalid={described["aria-invalid"]} data-invalid={invalid}
                value={value[part.key]} onChange={(event) => onChange({ ...value, [part.key]: event.target.value.replace(/\D/g, "") })}
              />
            </span>
          );
        })}
      </span>
    </fieldset>
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
