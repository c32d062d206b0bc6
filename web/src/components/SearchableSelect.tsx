import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from "react-aria-components";
import { matches } from "../i18n/search";
import { fieldId, FieldErrorText } from "./Field";
import { Icon } from "./Icon";
import fieldStyles from "./Field.module.css";
import styles from "./SearchableSelect.module.css";

interface SearchableSelectProps {
  label: string;
  name: string;
  value: string | null;
  onChange: (value: string | null) => void;
  options: ReadonlyArray<{ value: string; label: string; what?: string }>;
  hint?: string;
  error?: string;
  none: string;
  showAll: string;
}

/** One of many: type a few letters, accents or not, anywhere in the words. */
export function SearchableSelect({ label, name, value, onChange, options, hint, error, none, showAll }: SearchableSelectProps) {
  return (
    <ComboBox
      className={fieldStyles.field!} id={fieldId(name)} name={name} selectedKey={value} onSelectionChange={(key) => onChange(key === null ? null : String(key))}
      defaultItems={options} defaultFilter={matches} menuTrigger="focus" isInvalid={error !== undefined} isRequired validationBehavior="aria" allowsEmptyCollection
    >
      <Label className={fieldStyles.label}>{label}</Label>
      {hint !== undefined && <Text slot="description" className={fieldStyles.hint}>{hint}</Text>}
      {error !== undefined && <FieldErrorText>{error}</FieldErrorText>}
      <span className={`${fieldStyles.box} ${styles.box}`}>
        <Input className={fieldStyles.input!} />
        <Button className={styles.open!} aria-label={showAll}><Icon name="down" size={20} /></Button>
      </span>
      <Popover className={styles.popover!}>
        <ListBox className={styles.list!} renderEmptyState={() => <p className={styles.none}>{none}</p>}>
          {(option: { value: string; label: string; what?: string }) => (
            <ListBoxItem id={option.value} textValue={option.label} className={styles.item!}>
              <Text slot="label">{option.label}</Text>
              {option.what !== undefined && <Text slot="description" className={styles.what}>{option.what}</Text>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
