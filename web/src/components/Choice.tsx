import type { ReactNode } from "react";
import { Checkbox as AriaCheckbox, Label, Radio, RadioGroup, Text } from "react-aria-components";
import { Icon, type IconName } from "./Icon";
import { FieldErrorText, fieldId } from "./Field";
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
    <RadioGroup
      className={fieldStyles.group} id={fieldId(name)} name={name} value={value} onChange={(chosen) => onChange(chosen as V)}
      isInvalid={error !== undefined} isRequired validationBehavior="aria"
    >
      <Label className={fieldStyles.label}>{label}</Label>
      {hint !== undefined && <Text slot="description" className={fieldStyles.hint}>{hint}</Text>}
      {error !== undefined && <FieldErrorText>{error}</FieldErrorText>}
      <div className={styles.options}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className={styles.option}>
            <span className={styles.dot} aria-hidden="true" />
            <span className={styles.words}>
              <span className={styles.name}>{option.label}</span>
              {option.what !== undefined && <span className={styles.what}>{option.what}</span>}
            </span>
            {option.icon && <Icon name={option.icon} />}
          </Radio>
        ))}
      </div>
    </RadioGroup>
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
      {error !== undefined && (
        <span id={`${fieldId(name)}-error`} className={fieldStyles.error}><Icon name="alert" size={18} /> {error}</span>
      )}
      <AriaCheckbox
        className={styles.checkbox} id={fieldId(name)} name={name} isSelected={isSelected} onChange={onChange}
        isInvalid={error !== undefined} validationBehavior="aria" aria-describedby={error !== undefined ? `${fieldId(name)}-error` : undefined}
      >
        <span className={styles.tick} aria-hidden="true"><Icon name="check" size={20} /></span>
        <span>{children}</span>
      </AriaCheckbox>
    </div>
  );
}
