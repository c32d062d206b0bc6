import { useState } from "react";
import { useResource } from "../../../api/useResource";
import { Button } from "../../../components/Button";
import { Checkbox, Choice } from "../../../components/Choice";
import type { FieldErrors } from "../../../components/ErrorSummary";
import { Form } from "../../../components/Form";
import { Actions } from "../../../components/Page";
import { PreviewLine } from "../../../components/PreviewLine";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Sheet } from "../../../components/Sheet";
import { Skeleton } from "../../../components/States";
import { useForm } from "../../../components/useForm";
import { documents as text } from "../../../i18n/documents";
import { words } from "../../../i18n/words";
import { type Change, changeDocument, listNames, type Tagged } from "../api/documents";

interface WhoSeesProps {
  record: string;
  tagged: Tagged;
  onChanged: (tagged: Tagged) => void;
  onClose: () => void;
}

type Answer = "everyone" | "some" | "nobody";
type Names = Awaited<ReturnType<typeof listNames>>;

/** DOC-21 to DOC-24: everyone authorised, all but some, nobody. */
export function WhoSees(props: WhoSeesProps) {
  const names = useResource("names", (signal) => listNames(props.record, signal));
  return (
    <Sheet title={text.who.title} onClose={props.onClose}>
      {names.state === "loading" && <Skeleton lines={3} />}
      {names.state === "failed" && <ProblemNotice problem={names.problem} onRetry={names.reload} />}
      {names.state === "ready" && <WhoForm {...props} names={names.data} />}
    </Sheet>
  );
}

function WhoForm({ record, tagged, onChanged, onClose, names }: WhoSeesProps & { names: Names }) {
  const { document } = tagged;
  const [answer, setAnswer] = useState<Answer>(document.hidden ? "nobody" : document.hidden_from.length > 0 ? "some" : "everyone");
  const [hiddenFrom, setHiddenFrom] = useState<readonly string[]>(document.hidden_from);
  const form = useForm({
    check: (): FieldErrors => (answer === "some" && hiddenFrom.length === 0 ? { "hidden-from": text.who.wrongNames } : {}),
    send: async () => onChanged(await changeDocument(record, tagged, changeOf(answer, hiddenFrom))),
    messages: { "hidden-from": text.who.depositor },
    fieldOf: (field) => (field === "hidden_from" ? "hidden-from" : field),
  });
  return (
    <Form form={form} label={text.who.title}>
      <Choice
        name="who" label={text.who.choice} value={answer} onChange={setAnswer}
        options={[
          { value: "everyone", label: text.who.everyone, what: text.who.everyoneWhat, icon: "users" },
          { value: "some", label: text.who.some, what: text.who.someWhat, icon: "user" },
          { value: "nobody", label: text.who.nobody, what: text.who.nobodyWhat, icon: "eyeOff" },
        ]}
      />
      {answer === "some" && <NameList names={names} chosen={hiddenFrom} onChange={setHiddenFrom} error={form.errors["hidden-from"]} />}
      <PreviewLine record={record} considered={{ document: document.id, ...changeOf(answer, hiddenFrom) }} />
      <Actions>
        <Button type="submit" wide isPending={form.isPending}>{words.save}</Button>
        <Button kind="secondary" wide onPress={onClose}>{words.cancel}</Button>
      </Actions>
    </Form>
  );
}

function NameList({ names, chosen, onChange, error }: { names: Names; chosen: readonly string[]; onChange: (chosen: readonly string[]) => void; error?: string }) {
  if (names.length === 0) return <p>{text.who.noNames}</p>;
  return (
    <fieldset>
      <legend>{text.who.names}</legend>
      {names.map(({ id, display_name, profession }, index) => (
        <Checkbox
          key={id} name={index === 0 ? "hidden-from" : `hidden-from-${id}`} isSelected={chosen.includes(id)} error={index === 0 ? error : undefined}
          onChange={(selected) => onChange(selected ? [...chosen, id] : chosen.filter((other) => other !== id))}
        >
          {[display_name, profession].filter(Boolean).join(", ")}
        </Checkbox>
      ))}
    </fieldset>
  );
}

function changeOf(answer: Answer, hiddenFrom: readonly string[]): Pick<Change, "hidden" | "hidden_from"> {
  return { hidden: answer === "nobody", hidden_from: answer === "some" ? [...hiddenFrom] : [] };
}
