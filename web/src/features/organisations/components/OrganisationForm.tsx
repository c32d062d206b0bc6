import { useState } from "react";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { sayDone } from "../../../components/Confirmation";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { Select } from "../../../components/Select";
import { useForm } from "../../../components/useForm";
import { organisations } from "../../../i18n/organisations";
import { type NewOrganisation, type Organisation, registerOrganisation } from "../api/organisations";

const text = organisations.new;
const KINDS = Object.entries(organisations.kinds).map(([value, label]) => ({ value, label }));
const SCHEMES = Object.entries(organisations.schemes).map(([value, label]) => ({ value, label }));

/** Writes an organisation, or corrects the name of one whose number is known. */
export function OrganisationForm({ onRegistered }: { onRegistered: (organisation: Organisation) => void }) {
  const [scheme, setScheme] = useState<NewOrganisation["scheme"]>("finess");
  const [number, setNumber] = useState("");
  const [name, setName] = useState("");
  const [kind, setKind] = useState("");
  const form = useForm({
    check: () => ({
      ...(!number.trim() && { number: text.wrong.number }),
      ...(!name.trim() && { name: text.wrong.name }),
      ...(!kind && { kind: text.wrong.kind }),
    }),
    send: async () => {
      const written = await registerOrganisation({ scheme, number: number.trim(), name: name.trim(), kind: kind as NewOrganisation["kind"] });
      setNumber("");
      setName("");
      sayDone(text.done, { onNextPage: true });
      onRegistered(written);
    },
    messages: text.wrong,
  });
  return (
    <Card>
      <Form form={form} label={text.form}>
        <Select name="scheme" label={text.scheme} value={scheme} onChange={(chosen) => setScheme(chosen as NewOrganisation["scheme"])} options={SCHEMES} />
        <Field name="number" label={text.number} hint={text.numberHint} value={number} onChange={setNumber} error={form.errors["number"]} size="middle" maxLength={30} autoComplete="off" spellCheck={false} />
        <Field name="name" label={text.name} value={name} onChange={setName} error={form.errors["name"]} maxLength={200} autoComplete="off" />
        <Select name="kind" label={text.kind} value={kind} onChange={setKind} error={form.errors["kind"]} placeholder={text.choose} options={KINDS} />
        <Button type="submit" wide isPending={form.isPending}>{text.submit}</Button>
      </Form>
    </Card>
  );
}
