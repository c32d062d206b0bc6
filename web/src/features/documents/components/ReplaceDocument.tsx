import { useState } from "react";
import { asProblem, type Problem } from "../../../api/problem";
import { isStoredAlready } from "../../../api/upload";
import { useResource } from "../../../api/useResource";
import { Button } from "../../../components/Button";
import { DateField, dateParts, isoDate } from "../../../components/DateField";
import { DropArea } from "../../../components/DropArea";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { OnItsWay } from "../../../components/OnItsWay";
import { Actions } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Sheet } from "../../../components/Sheet";
import { Skeleton } from "../../../components/States";
import { useForm } from "../../../components/useForm";
import { useUpload } from "../../../components/useUpload";
import { documents as text } from "../../../i18n/documents";
import { words } from "../../../i18n/words";
import { replaceDocument } from "../api/deposit";
import { type Limits, showDocument, showLimits, type Tagged } from "../api/documents";
import { extensionsOf, refusalOf } from "../limits";

interface ReplaceDocumentProps {
  record: string;
  tagged: Tagged;
  /** Says by which document. */
  onReplaced: (by: string) => void;
  onClose: () => void;
}

const FILE = "replace-file";

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
  const { document } = tagged;
  const [file, setFile] = useState<File>();
  const [title, setTitle] = useState(document.title);
  const [date, setDate] = useState(dateParts(document.document_date));
  const upload = useUpload();
  const refusal = file && refusalOf(file, limits);
  const form = useForm({
    check: () => ({
      ...(!file && { [FILE]: text.replace.wrongFile }),
      ...(title.trim() === "" && { "replace-title": text.deposit.wrong.title }),
      ...(isoDate(date) === null && { "replace-date": text.deposit.wrong.date }),
    }),
    send: async () => {
      if (refusal) throw refusal;
      if (!file) return;
      const information = { title: title.trim(), documentDate: isoDate(date) ?? "" };
      const sent = upload.run((way) => replaceDocument({ record, ...tagged, file, information, ...way }));
      onReplaced(await sent.then(({ id }) => id, (thrown: unknown) => replacedEarlier(record, document.id, asProblem(thrown))));
    },
  });
  return (
    <Form form={form} label={text.replace.title}>
      <DropArea name={FILE} error={form.errors[FILE]} multiple={false} label={text.replace.drop} or={text.deposit.or} browse={text.deposit.browse} accept={extensionsOf(limits)} formats={text.deposit.formats(text.deposit.anyFormats, limits.max_bytes)} onFiles={([chosen]) => setFile(chosen)} />
      {file && <p role="status">{text.replace.file(file.name)}</p>}
      {refusal && <ProblemNotice problem={refusal} />}
      <Field name="replace-title" label={text.deposit.titleField} value={title} onChange={setTitle} error={form.errors["replace-title"]} autoComplete="off" maxLength={200} />
      <DateField name="replace-date" label={text.deposit.date} hint={text.deposit.dateHint} value={date} onChange={setDate} error={form.errors["replace-date"]} />
      {form.isPending ? <OnItsWay {...upload} /> : (
        <Actions>
          <Button type="submit" wide>{text.replace.confirm}</Button>
          <Button kind="secondary" wide onPress={onClose}>{words.cancel}</Button>
        </Actions>
      )}
    </Form>
  );
}

/** The id of the version that an earlier try put in place, when its key says that there is one; else the problem, thrown. */
async function replacedEarlier(record: string, document: string, problem: Problem): Promise<string> {
  if (!isStoredAlready(problem)) throw problem;
  const { replaced_by: by } = (await showDocument(record, document)).document;
  if (by === null) throw problem;
  return by;
}
