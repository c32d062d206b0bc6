import { useEffect, useState } from "react";
import { Button } from "../../../components/Button";
import { Notice } from "../../../components/Notice";
import { Actions, Section, Stack } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { useAct } from "../../../components/useAct";
import { messaging as text } from "../../../i18n/messaging";
import { markRead, readConversation, type Thread } from "../api/messaging";
import { sayRead } from "../unread";
import { AnswerForm } from "./AnswerForm";
import { Messages } from "./Messages";

interface ThreadViewProps {
  record: string;
  thread: Thread;
  by: "patient" | "professional";
  onSent: () => void;
}

/** One conversation, oldest message first, and the answer below. What is shown is read (MSG-22). */
export function ThreadView({ record, thread, by, onSent }: ThreadViewProps) {
  const { conversation, messages } = thread;
  const [older, setOlder] = useState<Thread | null>(null);
  const newest = messages[0]?.number ?? 0;
  useEffect(() => {
    if (conversation.unread === 0 || newest === 0) return;
    // What cannot be marked now stays unread, and is marked when it is opened again.
    markRead(record, conversation.id, newest).then(sayRead, () => undefined);
  }, [record, conversation.id, conversation.unread, newest]);
  const next = older === null ? thread.next : older.next;
  const loading = useAct(async () => {
    if (next === null) return;
    const page = await readConversation(record, conversation.id, next, new AbortController().signal);
    setOlder({ ...page, messages: [...(older?.messages ?? []), ...page.messages] });
  });
  const shown = [...messages, ...(older?.messages ?? [])].reverse();
  const why = by === "patient" ? { title: text.frozen, what: text.frozenWhat } : { title: text.professional.frozen, what: text.professional.frozenWhat };
  return (
    <Stack>
      {loading.problem && <ProblemNotice problem={loading.problem} onRetry={loading.run} />}
      {next !== null && <Actions><Button kind="secondary" isPending={loading.isPending} onPress={loading.run}>{text.older}</Button></Actions>}
      <Messages messages={shown} record={record} conversation={conversation.id} mayKeep={by === "patient"} />
      {conversation.writable ? (
        <Section id="answer" title={text.answer.title}>
          <AnswerForm record={record} conversation={conversation.id} from={by === "patient" ? "documents" : "device"} onSent={onSent} />
        </Section>
      ) : <Notice tone="care" icon="block" title={why.title}>{why.what}</Notice>}
    </Stack>
  );
}
