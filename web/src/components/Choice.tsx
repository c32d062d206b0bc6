import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon";
import { describedBy, fieldId, HintAndError } from "./Labelled";
import fieldStyles from "./Field.module.css";
import styles from "./Choice.module.css";

export interface Option<V extends string> {
  value: V;
  label: string;
  what?: string;
  icon?: IconName;
}

interface ChoiceProps<V extends string> {
  label: string;
  name: string;
  value: V | null;
  onChange: (value: V) => void;
  options: ReadonlyArray<Option<V>>;
  hint?: string;
  error?: string;
}

/** A few choices, each a card large enough for any finger. */
export function Choice<V extends string>({ label, name, value, onChange, options, hint, error }: ChoiceProps<V>) {
  return (
    <div className={fieldStyles.group} role="radiogroup" aria-labelledby={`${fieldId(name)}-label`} aria-required="true" {...describedBy({ name, hint, error })}>
      <span id={`${fieldId(name)}-label`} className={fieldStyles.label}>{label}</span>
      <HintAndError name={name} hint={hint} error={error} />
      <div className={styles.options}>
        {options.map((option, index) => {
          const id = index === 0 ? fieldId(name) : `${fieldId(name)}-${option.value}`;
          return (
            <label key={option.value} htmlFor={id} className={styles.option}>
              <input id={id} type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} className={styles.dot} />
              <span className={styles.words}>
                <span className={styles.name}>{option.label}</span>
                {option.what !== undefined && <span className={styles.what}>{option.what}</span>}
              </span>
              {option.icon && <Icon name={option.icon} />}
            </label>
          );
        })}
      </div>
    </div>
  );
}

interface CheckboxProps {
  name: string;
  isSelected: boolean;
  onChange: (selected: boolean) => void;
  children: ReactNode;
  error?: string;
}

export function Checkbox({ name, isSelected, onChange, children, error }: CheckboxProps) {
  return (
    <div className={styles.checkboxGroup}>
      <HintAndError name={name} error={error} />
      <label className={styles.checkbox} htmlFor={fieldId(name)}>
        <input id={fieldId(name)} type="checkbox" name={name} checked={isSelected} onChange={(event) => onChange(event.target.checked)} className={styles.tick} {...describedBy({ name, error })} />
        <span>{children}</span>
      </label>
    </div>
  );
}
