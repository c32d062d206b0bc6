import { useState } from "react";
import type { FieldErrors } from "../../../components/ErrorSummary";
import { Button } from "../../../components/Button";
import { Choice } from "../../../components/Choice";
import { type DateParts, DateField, isoDate, NO_DATE } from "../../../components/DateField";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { useForm } from "../../../components/useForm";
import { patients } from "../../../i18n/patients";
import { findPatient, type Patient } from "../api/patients";

const text = patients.search;

interface SearchFormProps {
  onSearch: () => void;
  onFound: (patient: Patient | null) => void;
}

export function MatriculeForm({ onSearch, onFound }: SearchFormProps) {
  const [matricule, setMatricule] = useState("");
  const compact = matricule.replace(/[\s.-]/g, "");
  const form = useForm({
    check: (): FieldErrors => (/^[0-9]{5}[0-9A-Za-z]{2}[0-9]{8}$/.test(compact) ? {} : { matricule: text.wrong.matricule }),
    send: async () => {
      onSearch();
      onFound(await findPatient({ matricule: compact }));
    },
    messages: { matricule: text.wrong.matricule },
  });
  return (
    <Form form={form} label={text.form}>
      <Field name="matricule" label={text.matricule} hint={text.matriculeHint} value={matricule} onChange={setMatricule} error={form.errors["matricule"]} autoComplete="off" spellCheck={false} size="middle" maxLength={30} />
      <Button type="submit" wide icon="search" isPending={form.isPending}>{text.submit}</Button>
    </Form>
  );
}

export function TraitsForm({ onSearch, onFound }: SearchFormProps) {
  const [familyName, setFamilyName] = useState("");
  const [givenName, setGivenName] = useState("");
  const [birth, setBirth] = useState<DateParts>(NO_DATE);
  const [sex, setSex] = useState<"F" | "M" | null>(null);
  const form = useForm({
    check: () => ({
      ...(familyName.trim() === "" && { familyName: text.wrong.familyName }),
      ...(givenName.trim() === "" && { givenName: text.wrong.givenName }),
      ...(isoDate(birth) === null && { birth: text.wrong.birth }),
      ...(sex === null && { sex: text.wrong.sex }),
    }),
    send: async () => {
      onSearch();
      onFound(await findPatient({ family_name: familyName.trim(), given_name: givenName.trim(), birth_date: isoDate(birth) ?? "", sex: sex ?? "F" }));
    },
    messages: text.wrong,
    fieldOf: (field) => ({ family_name: "familyName", given_name: "givenName", birth_date: "birth" })[field] ?? field,
  });
  return (
    <Form form={form} label={text.form}>
      <Field name="familyName" label={text.familyName} value={familyName} onChange={setFamilyName} error={form.errors["familyName"]} autoComplete="off" spellCheck={false} maxLength={100} />
      <Field name="givenName" label={text.givenName} value={givenName} onChange={setGivenName} error={form.errors["givenName"]} autoComplete="off" spellCheck={false} maxLength={100} />
      <DateField name="birth" label={text.birth} hint={text.birthHint} value={birth} onChange={setBirth} error={form.errors["birth"]} />
      <Choice name="sex" label={text.sex} value={sex} onChange={setSex} error={form.errors["sex"]} options={[{ value: "F", label: text.female }, { value: "M", label: text.male }]} />
      <Button type="submit" wide icon="search" isPending={form.isPending}>{text.submit}</Button>
    </Form>
  );
}
