import { useEffect, useState } from "react";
import { useNavigate, useParams } from "react-router";
import type { Problem } from "../../../api/problem";
import { usePages } from "../../../api/usePages";
import { useResource } from "../../../api/useResource";
import { BackLink } from "../../../components/BackLink";
import { Button } from "../../../components/Button";
import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { sayDone } from "../../../components/Confirmation";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { Actions, Section } from "../../../components/Page";
import { RecordProblem, RecordWaiting } from "../../../components/RecordProblem";
import { TextArea } from "../../../components/TextArea";
import { useForm } from "../../../components/useForm";
import { useTries } from "../../../components/useTries";
import { messaging } from "../../../i18n/messaging";
import { listConversations, readConversation, startConversation } from "../api/messaging";
import { AttachFiles } from "../components/AttachFiles";
import { ConversationList } from "../components/ConversationList";
import { ThreadView } from "../components/ThreadView";
import { sameFile, useIntention } from "../intention";

const text = messaging.professional;

/** The professional's pages of messages within a record, whose identity and ground are around them. */
interface RecordPageProps {
  record: string;
  /** The service says that this professional has no access (any more): the whole record must go from the screen. */
  onRefused: () => void;
}

function useRefusal(problem: Problem | undefined, onRefused: () => void) {
  const refused = problem?.code === "messaging.no-access";
  useEffect(() => {
    if (refused) onRefused();
  }, [refused, onRefused]);
}

export function RecordMessagesPage({ record, onRefused }: RecordPageProps) {
  const pages = usePages(record, (cursor, signal) => listConversations(record, cursor, signal));
  const { tries, retry } = useTries(pages.reload);
  useRefusal(pages.problem ?? pages.problemOfMore, onRefused);
  return (
    <>
      <BackLink to={`/pro/dossiers/${record}`}>{text.back}</BackLink>
      <Section id="record-messages" title={text.title} action={<ButtonAnchor to={`/pro/dossiers/${record}/messages/nouveau`} icon="plus">{text.begin}</ButtonAnchor>}>
        {pages.state === "loading" && <RecordWaiting lines={4} tries={tries} />}
        {pages.state === "failed" && pages.problem && <RecordProblem problem={pages.problem} onRetry={retry} tries={tries} />}
        {pages.state === "ready" && <ConversationList pages={pages} none={{ title: text.none, what: text.noneWhat }} linkTo={({ id }) => `/pro/dossiers/${record}/messages/${id}`} />}
      </Section>
    </>
  );
}

export function RecordConversationPage({ record, onRefused }: RecordPageProps) {
  const { conversation = "" } = useParams();
  const thread = useResource(conversation, (signal) => readConversation(record, conversation, undefined, signal));
  const { tries, retry } = useTries(thread.reload);
  useRefusal(thread.problem, onRefused);
  return (
    <>
      <BackLink to={`/pro/dossiers/${record}/messages`}>{text.title}</BackLink>
      {thread.state === "loading" && <RecordWaiting lines={4} tries={tries} />}
      {thread.state === "failed" && <RecordProblem problem={thread.problem} onRetry={retry} tries={tries} />}
      {thread.state === "ready" && (
        <Section id="record-conversation" title={thread.data.conversation.subject}>
          <ThreadView record={record} thread={thread.data} by="professional" onSent={thread.reload} />
        </Section>
      )}
    </>
  );
}

/** MSG-05: only a professional begins. */
export function RecordNewMessagePage({ record, onRefused }: RecordPageProps) {
  const navigate = useNavigate();
  const [subject, setSubject] = useState("");
  const [words, setWords] = useState("");
  const [files, setFiles] = useState<File[]>([]);
  const keyOf = useIntention();
  const wrong = messaging.answer.wrong;
  const form = useForm({
    check: () => ({ ...(subject.trim() === "" && { subject: wrong.subject }), ...(words.trim() === "" && { text: wrong.text }) }),
    messages: wrong,
    send: async () => {
      const letter = { subject: subject.trim(), text: words, files };
      const begun = await startConversation(record, letter, keyOf(letter.subject, words, files.map(sameFile)));
      sayDone(text.sent, { onNextPage: true });
      void navigate(`/pro/dossiers/${record}/messages/${begun.id}`, { replace: true });
    },
  });
  useRefusal(form.problem, onRefused);
  return (
    <>
      <BackLink to={`/pro/dossiers/${record}/messages`}>{text.title}</BackLink>
      <Section id="record-new-message" title={text.beginTitle}>
        <Form form={form} label={text.beginTitle}>
          <Field name="subject" label={text.subject} hint={text.subjectHint} value={subject} onChange={setSubject} error={form.errors.subject} autoComplete="off" maxLength={80} />
          <TextArea name="text" label={messaging.answer.text} value={words} onChange={setWords} error={form.errors.text} maxLength={10_000} rows={8} />
          <AttachFiles files={files} onChange={setFiles} />
          <Actions><Button type="submit" icon="mail" isPending={form.isPending}>{messaging.answer.send}</Button></Actions>
        </Form>
      </Section>
    </>
  );
}
