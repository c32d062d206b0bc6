import { Choice } from "../../../components/Choice";
import { DateField } from "../../../components/DateField";
import type { FieldErrors } from "../../../components/ErrorSummary";
import { Field } from "../../../components/Field";
import { desk } from "../../../i18n/desk";
import type { Notes } from "../script";

const text = desk.script;

interface QuestionsProps {
  notes: Notes;
  errors: FieldErrors;
  onChange: (part: Partial<Notes>) => void;
}

export function TraitQuestions({ notes, errors, onChange }: QuestionsProps) {
  return (
    <>
      <Field name="familyName" label={text.familyName} value={notes.familyName} onChange={(familyName) => onChange({ familyName })} error={errors["familyName"]} autoComplete="off" spellCheck={false} maxLength={100} />
      <Field name="givenName" label={text.givenName} value={notes.givenName} onChange={(givenName) => onChange({ givenName })} error={errors["givenName"]} autoComplete="off" spellCheck={false} maxLength={100} />
      <DateField name="birth" label={text.birth} hint={text.birthHint} value={notes.birth} onChange={(birth) => onChange({ birth })} error={errors["birth"]} />
      <Choice name="sex" label={text.sex} value={notes.sex} onChange={(sex) => onChange({ sex })} error={errors["sex"]} options={[{ value: "F", label: text.female }, { value: "M", label: text.male }]} />
    </>
  );
}

export function PhoneQuestions({ notes, errors, onChange }: QuestionsProps) {
  return (
    <>
      <p>{text.proofs}</p>
      <Field name="matriculeEnd" label={text.matriculeEnd} hint={text.matriculeEndHint} optional value={notes.matriculeEnd} onChange={(matriculeEnd) => onChange({ matriculeEnd })} error={errors["matriculeEnd"]} autoComplete="off" inputMode="numeric" size="middle" maxLength={8} />
      <Field name="serial" label={text.serial} optional value={notes.serial} onChange={(serial) => onChange({ serial })} error={errors["serial"]} autoComplete="off" inputMode="numeric" size="middle" maxLength={40} />
      <Field name="code" label={text.code} hint={text.codeHint} optional value={notes.code} onChange={(code) => onChange({ code })} error={errors["code"]} autoComplete="off" spellCheck={false} autoCapitalize="characters" size="middle" maxLength={30} />
    </>
  );
}

export function LetterQuestions({ notes, errors, onChange }: QuestionsProps) {
  return (
    <>
      <Field name="matricule" label={text.matricule} value={notes.matricule} onChange={(matricule) => onChange({ matricule })} error={errors["matricule"]} autoComplete="off" spellCheck={false} size="middle" maxLength={30} />
      <Field name="reference" label={text.reference} hint={text.referenceHint} value={notes.reference} onChange={(reference) => onChange({ reference })} error={errors["reference"]} autoComplete="off" spellCheck={false} size="middle" maxLength={60} />
    </>
  );
}
