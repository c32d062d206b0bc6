import { useState } from "react";
import { asProblem } from "../../../api/problem";
import { isStoredAlready } from "../../../api/upload";
import { useResource } from "../../../api/useResource";
import { Button } from "../../../components/Button";
import { Choice, type Option } from "../../../components/Choice";
import { sayDone } from "../../../components/Confirmation";
import { DateField, isoDate } from "../../../components/DateField";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { OnItsWay } from "../../../components/OnItsWay";
import { Actions, Stack } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Select } from "../../../components/Select";
import { Sheet } from "../../../components/Sheet";
import { Skeleton } from "../../../components/States";
import { useForm } from "../../../components/useForm";
import type { OneUpload } from "../../../components/useUpload";
import { dayKey } from "../../../i18n/format";
import { messaging } from "../../../i18n/messaging";
import { words } from "../../../i18n/words";
import { type Attachment, fileAttachment, listTypes, type Message, openAttachment } from "../api/messaging";

const text = messaging.filing;

interface FileAttachmentProps {
  record: string;
  conversation: string;
  message: Message;
  attachment: Attachment;
  /** Outlives this sheet: closed and opened again, it is still the same filing. */
  upload: OneUpload;
  onClose: () => void;
}

type Visibility = "visible" | "hidden";
const VISIBILITIES: ReadonlyArray<Option<Visibility>> = [
  { value: "visible", label: text.visible, what: text.visibleWhat, icon: "users" },
  { value: "hidden", label: text.nobody, what: text.nobodyWhat, icon: "eyeOff" },
];

/** MSG-27, MSG-28: an attachment becomes a document, under the rules of any deposit, and says who sent it. */
export function FileAttachment(props: FileAttachmentProps) {
  const types = useResource("types", listTypes);
  return (
    <Sheet title={text.title} onClose={props.onClose}>
      <Stack>
        <p>{text.from(props.message.sender.display_name)}</p>
        {types.state === "loading" && <Skeleton lines={4} />}
        {types.state === "failed" && <ProblemNotice problem={types.problem} onRetry={types.reload} />}
        {types.state === "ready" && <FilingForm {...props} kinds={types.data.kinds.map(({ code, label }) => ({ value: code, label }))} />}
      </Stack>
    </Sheet>
  );
}

function FilingForm({ record, conversation, message, attachment, upload, onClose, kinds }: FileAttachmentProps & { kinds: { value: string; label: string }[] }) {
  const today = dayKey(new Date().toISOString());
  const [year = "", month = "", day = ""] = dayKey(message.at).split("-");
  const [title, setTitle] = useState(attachment.name.replace(/\.[^.]{1,10}$/, ""));
  const [kind, setKind] = useState("");
  const [date, setDate] = useState({ day, month, year });
  const [visibility, setVisibility] = useState<Visibility>("visible");
  const documentDate = isoDate(date);
  const form = useForm({
    check: () => ({
      ...(title.trim() === "" && { "filing-title": text.wrong.title }),
      ...(kind === "" && { "filing-kind": text.wrong.kind }),
      ...((documentDate === null || documentDate > today) && { "filing-date": text.wrong.date }),
    }),
    send: async () => {
      const file = await openAttachment(record, message, conversation, attachment);
      const filing = { title: title.trim(), documentDate: documentDate ?? today, kind, hidden: visibility === "hidden" };
      const done = await upload.run((way) => fileAttachment(record, attachment, file, filing, way)).then(() => text.done, filedEarlier);
      sayDone(done);
      onClose();
    },
  });
  return (
    <Form form={form} label={text.form}>
      <Field name="filing-title" label={text.titleField} value={title} onChange={setTitle} error={form.errors["filing-title"]} autoComplete="off" maxLength={200} />
      <Select name="filing-kind" label={text.kind} placeholder={text.kindPlaceholder} value={kind} onChange={setKind} error={form.errors["filing-kind"]} options={kinds} />
      <DateField name="filing-date" label={text.date} value={date} onChange={setDate} error={form.errors["filing-date"]} />
      <Choice name="filing-visibility" label={text.visibility} value={visibility} onChange={setVisibility} options={VISIBILITIES} />
      {form.isPending ? <OnItsWay {...upload} /> : (
        <Actions>
          <Button type="submit">{text.save}</Button>
          <Button kind="secondary" onPress={onClose}>{words.cancel}</Button>
        </Actions>
      )}
    </Form>
  );
}

/** What to say when the key of this filing tells that an earlier try had arrived; else the problem, thrown. */
function filedEarlier(thrown: unknown): string {
  const problem = asProblem(thrown);
  if (!isStoredAlready(problem)) throw problem;
  return text.doneEarlier;
}
