import { useEffect, useState } from "react";
import { Button } from "../../../components/Button";
import { sayDone } from "../../../components/Confirmation";
import { Form } from "../../../components/Form";
import { Actions } from "../../../components/Page";
import { TextArea } from "../../../components/TextArea";
import { useForm } from "../../../components/useForm";
import { messaging } from "../../../i18n/messaging";
import { openStored, sendMessage, showStored, type StoredDocument } from "../api/messaging";
import { useCarried } from "../carried";
import { sameFile, useIntention } from "../intention";
import { AttachDocument } from "./AttachDocument";
import { AttachedFiles } from "./AttachedFiles";
import { AttachFiles } from "./AttachFiles";

const text = messaging.answer;
const LONGEST = 10_000;

interface AnswerFormProps {
  record: string;
  conversation: string;
  /** A person attaches their documents, a professional files of their device. */
  from: "documents" | "device";
  onSent: () => void;
}

/** MSG-29: go on with a conversation. What was typed stays until it has left. */
export function AnswerForm({ record, conversation, from, onSent }: AnswerFormProps) {
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState<StoredDocument[]>([]);
  const [files, setFiles] = useState<File[]>([]);
  const [isChoosing, setChoosing] = useState(false);
  const keyOf = useIntention();
  const carried = useCarried();
  useEffect(() => {
    if (carried === undefined || from !== "documents") return;
    const controller = new AbortController();
    // One that is no longer there is not attached: another can be chosen.
    showStored(record, carried, controller.signal).then((document) => setChosen((before) => (before.length === 0 ? [document] : before)), () => undefined);
    return () => controller.abort();
  }, [record, carried, from]);
  const form = useForm({
    check: () => ({ ...(words.trim() === "" && { answer: text.wrong.text }) }),
    messages: { answer: text.wrong.text },
    fieldOf: (field) => (field === "text" ? "answer" : field),
    send: async () => {
      const stored = await Promise.all(chosen.map((document) => openStored(record, document)));
      const key = keyOf(conversation, words, chosen.map(({ id }) => id), files.map(sameFile));
      await sendMessage(record, conversation, { text: words, files: [...stored, ...files] }, key);
      setWords("");
      setChosen([]);
      setFiles([]);
      sayDone(text.sent);
      onSent();
    },
  });
  const choose = (document: StoredDocument) => {
    setChosen((before) => (before.some(({ id }) => id === document.id) ? before : [...before, document]));
    setChoosing(false);
    sayDone(text.added(document.title));
  };
  return (
    <Form form={form} label={text.form}>
      <TextArea name="answer" label={text.text} value={words} onChange={setWords} error={form.errors.answer} maxLength={LONGEST} rows={5} />
      {from === "documents" && <AttachedFiles names={chosen.map(({ title }) => title)} onRemove={(index) => setChosen((before) => before.filter((_, at) => at !== index))} />}
      {from === "device" && <AttachFiles files={files} onChange={setFiles} />}
      <Actions>
        <Button type="submit" icon="mail" isPending={form.isPending}>{text.send}</Button>
        {from === "documents" && <Button kind="secondary" icon="plus" onPress={() => setChoosing(true)}>{text.attach}</Button>}
      </Actions>
      {isChoosing && <AttachDocument record={record} onChosen={choose} onClose={() => setChoosing(false)} />}
    </Form>
  );
}
