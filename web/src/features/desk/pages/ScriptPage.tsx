import { useState } from "react";
import { useNavigate } from "react-router";
import { Button } from "../../../components/Button";
import { Choice } from "../../../components/Choice";
import { Form } from "../../../components/Form";
import { Page } from "../../../components/Page";
import { useForm } from "../../../components/useForm";
import { desk } from "../../../i18n/desk";
import { openCall } from "../api/desk";
import { LetterQuestions, PhoneQuestions, TraitQuestions } from "../components/Questions";
import { answersOf, BLANK, faults, FIELD_OF, type Notes } from "../script";

const text = desk.script;

/** SUP-01: who is calling, or who wrote. */
export function ScriptPage() {
  const [notes, setNotes] = useState<Notes>(BLANK);
  const navigate = useNavigate();
  const change = (part: Partial<Notes>) => setNotes((before) => ({ ...before, ...part }));
  const form = useForm({
    check: () => faults(notes),
    send: async () => void (await navigate(`/ops/3422/appels/${(await openCall(answersOf(notes))).id}`)),
    messages: text.wrong,
    fieldOf: (field) => FIELD_OF[field] ?? field,
  });
  const questions = { notes, errors: form.errors, onChange: change };
  return (
    <Page width="form" title={text.title} lead={text.lead}>
      <Form form={form} label={text.form}>
        <Choice name="way" label={text.way} value={notes.way} onChange={(way) => change({ way })} options={[{ value: "phone", label: text.phone, icon: "phone" }, { value: "letter", label: text.letter, icon: "mail" }]} />
        <TraitQuestions {...questions} />
        {notes.way === "phone" ? <PhoneQuestions {...questions} /> : <LetterQuestions {...questions} />}
        <Button type="submit" wide icon="search" isPending={form.isPending}>{text.submit}</Button>
      </Form>
    </Page>
  );
}
