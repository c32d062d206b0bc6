import { useState } from "react";
import { Button } from "../../../components/Button";
import { sayDone } from "../../../components/Confirmation";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { Select } from "../../../components/Select";
import { useForm } from "../../../components/useForm";
import { desk } from "../../../i18n/desk";
import { type Call, type Proposal, proposeCorrection } from "../api/desk";

const text = desk.call;
type Which = Proposal["field"];
const FIELDS = Object.entries(text.fields) as [Which, string][];

/** A correction is proposed here, and decided by another agent. */
export function CorrectionForm({ call }: { call: Call }) {
  const [field, setField] = useState<Which>("email");
  const [value, setValue] = useState("");
  const [familyName, setFamilyName] = useState("");
  const [givenNames, setGivenNames] = useState("");
  const [evidence, setEvidence] = useState("");
  const names = givenNames.split(/\s+/).filter(Boolean);
  const isNames = field === "names";
  const isRepresentative = field === "representative";
  const wrongValue = isRepresentative ? text.wrong.representative : text.wrong.value;
  const fields = FIELDS.filter(([id]) => id !== "representative" || call.representatives.length > 0);
  const form = useForm({
    check: () => ({
      ...(!isNames && value.trim() === "" && { value: wrongValue }),
      ...(isNames && (familyName.trim() === "" || names.length === 0) && { familyName: text.wrong.names }),
      ...(evidence.trim().length < 3 && { evidence: text.wrong.evidence }),
    }),
    send: async () => {
      const what = isNames ? { family_name: familyName.trim(), given_names: names } : { value: value.trim() };
      await proposeCorrection(call.id, { field, evidence: evidence.trim(), ...what });
      setValue("");
      setEvidence("");
      sayDone(text.proposed);
    },
    messages: { value: wrongValue, familyName: text.wrong.names, evidence: text.wrong.evidence },
    fieldOf: (refused) => (refused === "family_name" ? "familyName" : refused),
  });
  return (
    <Form form={form} label={text.changeForm}>
      <p>{text.changeWhat}</p>
      <Select name="field" label={text.field} value={field} onChange={(chosen) => { setField(chosen as Which); setValue(""); }} options={fields.map(([id, label]) => ({ value: id, label }))} />
      {isRepresentative && (
        <>
          <p>{text.representativeWhat}</p>
          <Select name="value" label={text.representative} value={value} onChange={setValue} error={form.errors["value"]} placeholder={text.choose} options={call.representatives.map((one) => ({ value: one.account, label: one.display_name }))} />
        </>
      )}
      {isNames && (
        <>
          <Field name="familyName" label={text.familyName} value={familyName} onChange={setFamilyName} error={form.errors["familyName"]} autoComplete="off" spellCheck={false} maxLength={100} />
          <Field name="givenNames" label={text.givenNames} value={givenNames} onChange={setGivenNames} autoComplete="off" spellCheck={false} maxLength={200} />
        </>
      )}
      {!isNames && !isRepresentative && (
        <Field name="value" label={text.value} value={value} onChange={setValue} error={form.errors["value"]} autoComplete="off" spellCheck={false} autoCapitalize="none" maxLength={254} />
      )}
      <Field name="evidence" label={text.evidence} hint={isRepresentative ? text.judgmentHint : text.evidenceHint} value={evidence} onChange={setEvidence} error={form.errors["evidence"]} autoComplete="off" maxLength={300} />
      <Button type="submit" kind="secondary" isPending={form.isPending}>{text.propose}</Button>
    </Form>
  );
}
