import { useEffect, useRef, useState } from "react";
import { asProblem } from "../../../api/problem";
import { newIdempotencyKey } from "../../../api/upload";
import { useResource } from "../../../api/useResource";
import { Button } from "../../../components/Button";
import { DateField, dateParts, isoDate } from "../../../components/DateField";
import { DropArea } from "../../../components/DropArea";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { Actions } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Progress } from "../../../components/Progress";
import { Sheet } from "../../../components/Sheet";
import { Skeleton } from "../../../components/States";
import { useForm } from "../../../components/useForm";
import { documents as text } from "../../../i18n/documents";
import { words } from "../../../i18n/words";
import { replaceDocument } from "../api/deposit";
import { type Document, type Limits, showLimits, type Tagged } from "../api/documents";
import { extensionsOf, refusalOf } from "../limits";
import { keepsItsKey } from "../sending";

interface ReplaceDocumentProps {
  record: string;
  tagged: Tagged;
  onReplaced: (document: Document) => void;
  onClose: () => void;
}

/** A new version in the place of this one, which stays readable. */
export function ReplaceDocument(props: ReplaceDocumentProps) {
  const limits = useResource("limits", showLimits);
  return (
    <Sheet title={text.replace.title} onClose={props.onClose}>
      <p>{text.replace.what}</p>
      {limits.state === "loading" && <Skeleton lines={2} />}
      {limits.state === "failed" && <ProblemNotice problem={limits.problem} onRetry={limits.reload} />}
      {limits.state === "ready" && <ReplaceForm {...props} limits={limits.data} />}
    </Sheet>
  );
}

function ReplaceForm({ record, tagged, onReplaced, onClose, limits }: ReplaceDocumentProps & { limits: Limits }) {
  const { document, tag } = tagged;
  const [file, setFile] = useState<File>();
  const [title, setTitle] = useState(document.title);
  const [date, setDate] = useState(dateParts(document.document_date));
  const send = useReplacing((signal, key, onProgress) => replaceDocument({
    record, document, tag, file: file as File, information: { title: title.trim(), documentDate: isoDate(date) ?? "" }, idempotencyKey: key, signal, onProgress,
  }), onReplaced);
  const refusal = file && refusalOf(file, limits);
  const form = useForm({
    check: () => ({
      ...(!file && { "replace-file": text.replace.wrongFile }),
      ...(title.trim() === "" && { "replace-title": text.deposit.wrong.title }),
      ...(isoDate(date) === null && { "replace-date": text.deposit.wrong.date }),
    }),
    send: async () => (refusal ? Promise.reject(refusal) : send.run()),
  });
  return (
    <Form form={form} label={text.replace.title}>
      <div id="replace-file"><DropArea multiple={false} label={text.replace.drop} or={text.deposit.or} browse={text.deposit.browse} accept={extensionsOf(limits)} formats={text.deposit.formats(text.deposit.anyFormats, limits.max_bytes)} onFiles={([chosen]) => setFile(chosen)} /></div>
      {file && <p role="status">{text.replace.file(file.name)}</p>}
      {refusal && <ProblemNotice problem={refusal} />}
      <Field name="replace-title" label={text.deposit.titleField} value={title} onChange={setTitle} error={form.errors["replace-title"]} autoComplete="off" maxLength={200} />
      <DateField name="replace-date" label={text.deposit.date} hint={text.deposit.dateHint} value={date} onChange={setDate} error={form.errors["replace-date"]} />
      {form.isPending && <Progress label={send.share < 1 ? text.deposit.sending : text.deposit.checking} {...(send.share < 1 && { value: send.share })} />}
      <Actions>
        <Button type="submit" wide isPending={form.isPending}>{text.replace.confirm}</Button>
        <Button kind="secondary" wide onPress={() => (form.isPending ? send.cancel() : onClose())}>{words.cancel}</Button>
      </Actions>
    </Form>
  );
}

type Sender = (signal: AbortSignal, key: string, onProgress: (share: number) => void) => Promise<Document>;

/** One intention: the same key for its retries, until a refusal proves that nothing was stored. */
function useReplacing(sender: Sender, onReplaced: (document: Document) => void) {
  const [share, setShare] = useState(0);
  const key = useRef(newIdempotencyKey());
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);
  const run = async () => {
    controller.current = new AbortController();
    setShare(0);
    try {
      onReplaced(await sender(controller.current.signal, key.current, setShare));
    } catch (thrown) {
      if (!keepsItsKey(asProblem(thrown))) key.current = newIdempotencyKey();
      throw thrown;
    }
  };
  return { share, run, cancel: () => controller.current?.abort() };
}
