import { useState } from "react";
import { Button } from "../../../components/Button";
import { Checkbox } from "../../../components/Choice";
import { sayDone } from "../../../components/Confirmation";
import { type DateParts, DateField, isoDate, NO_DATE } from "../../../components/DateField";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { Section } from "../../../components/Page";
import { useForm } from "../../../components/useForm";
import { family } from "../../../i18n/family";
import { inviteSecondRepresentative } from "../api/family";

const text = family.representatives;

/** MIN-17 to MIN-19. */
export function ShareForm({ record, onShared }: { record: string; onShared: () => void }) {
  const [familyName, setFamilyName] = useState("");
  const [givenName, setGivenName] = useState("");
  const [birth, setBirth] = useState<DateParts>(NO_DATE);
  const [certified, setCertified] = useState(false);
  const form = useForm({
    check: () => ({
      ...(familyName.trim() === "" && { family_name: text.missing.family_name }),
      ...(givenName.trim() === "" && { given_name: text.missing.given_name }),
      ...(isoDate(birth) === null && { birth: text.missing.birth }),
      ...(!certified && { certified: text.missing.certified }),
    }),
    send: async () => {
      await inviteSecondRepresentative(record, { family_name: familyName.trim(), given_name: givenName.trim(), birth_date: isoDate(birth) ?? "" });
      sayDone(text.sent);
      onShared();
    },
    messages: text.missing,
    fieldOf: (field) => (field === "birth_date" ? "birth" : field),
  });
  return (
    <Section id="share" title={text.share}>
      <p>{text.shareWhat}</p>
      <Form form={form} label={text.form}>
        <Field name="family_name" label={text.familyName} value={familyName} onChange={setFamilyName} error={form.errors["family_name"]} autoComplete="off" maxLength={100} />
        <Field name="given_name" label={text.givenName} value={givenName} onChange={setGivenName} error={form.errors["given_name"]} autoComplete="off" maxLength={100} />
        <DateField name="birth" label={text.birth} value={birth} onChange={setBirth} error={form.errors["birth"]} />
        <Checkbox name="certified" isSelected={certified} onChange={setCertified} error={form.errors["certified"]}>{text.certify}</Checkbox>
        <Button type="submit" wide isPending={form.isPending}>{text.submit}</Button>
      </Form>
    </Section>
  );
}
