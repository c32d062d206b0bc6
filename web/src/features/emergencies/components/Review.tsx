import { useState } from "react";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { Choice } from "../../../components/Choice";
import { sayDone } from "../../../components/Confirmation";
import { Form } from "../../../components/Form";
import { Tag } from "../../../components/Tag";
import { TextArea } from "../../../components/TextArea";
import { useForm } from "../../../components/useForm";
import { emergency as text } from "../../../i18n/emergency";
import { shortDate, time } from "../../../i18n/format";
import { type Emergency, reviewEmergency } from "../api/emergencies";

const words = text.review;

/** One emergency access as the medical officer reads it. */
export function Review({ access, onReviewed }: { access: Emergency; onReviewed: () => void }) {
  const { professional, review } = access;
  return (
    <Card>
      <h3>{professional.display_name}</h3>
      <p>{[professional.profession, professional.specialty, professional.structure].filter(Boolean).join(" · ")}</p>
      <p>{text.settings.span(shortDate(access.opened_at), time(access.opened_at), time(access.until))} · {text.grounds[access.ground]} · {text.causes[access.cause]}</p>
      <p>« {access.words} »</p>
      {access.signals.length > 0 && <p>{access.signals.map((signal) => <Tag key={signal} tone="care" icon="alert">{words.signal[signal]}</Tag>)}</p>}
      {review ? <p><Tag tone={review.justified ? "good" : "bad"} icon={review.justified ? "check" : "alert"}>{review.justified ? words.justified : words.unjustified}</Tag> {review.note}</p> : <Verdict access={access} onReviewed={onReviewed} />}
    </Card>
  );
}

function Verdict({ access, onReviewed }: { access: Emergency; onReviewed: () => void }) {
  const [verdict, setVerdict] = useState<"yes" | "no" | null>(null);
  const [note, setNote] = useState("");
  const [verdictName, noteName] = [`verdict-${access.id}`, `note-${access.id}`];
  const form = useForm({
    check: () => ({ ...(verdict === null && { [verdictName]: words.wrong.verdict }), ...(note.trim() === "" && { [noteName]: words.wrong.note }) }),
    send: async () => {
      await reviewEmergency(access.id, { justified: verdict === "yes", note });
      sayDone(words.kept);
      onReviewed();
    },
  });
  return (
    <Form form={form} label={words.formOf(access.professional.display_name)}>
      <Choice name={verdictName} label={words.verdict} value={verdict} onChange={setVerdict} error={form.errors[verdictName]} options={[{ value: "yes", label: words.justified }, { value: "no", label: words.unjustified }]} />
      <TextArea name={noteName} label={words.note} value={note} onChange={setNote} error={form.errors[noteName]} maxLength={1000} rows={2} />
      <Button type="submit" kind="secondary" isPending={form.isPending}>{words.keep}</Button>
    </Form>
  );
}
