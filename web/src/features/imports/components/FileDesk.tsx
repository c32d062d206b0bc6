import { useEffect, useRef, useState } from "react";
import { ABORTED, asProblem, type Problem } from "../../../api/problem";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { DropArea } from "../../../components/DropArea";
import { Notice } from "../../../components/Notice";
import { Actions, Stack } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Progress } from "../../../components/Progress";
import { imports as text } from "../../../i18n/imports";
import { words } from "../../../i18n/words";
import { type Import, sendFile } from "../api/imports";

type Sending = { file: File; share: number } | null;
type Outcome = { problem: Problem } | { note: string } | null;

const ACCEPTED = [".csv", ".ndjson", ".jsonl"];

/** The file on its way; once it is received the import goes on without this page. */
export function FileDesk({ onReceived }: { onReceived: (received: Import) => void }) {
  const [sending, setSending] = useState<Sending>(null);
  const [outcome, setOutcome] = useState<Outcome>(null);
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);

  const send = async (file: File) => {
    if (!ACCEPTED.some((extension) => file.name.toLowerCase().endsWith(extension))) return setOutcome({ note: text.notAccepted });
    controller.current = new AbortController();
    setOutcome(null);
    setSending({ file, share: 0 });
    try {
      onReceived(await sendFile(file, controller.current.signal, (share) => setSending({ file, share })));
    } catch (thrown) {
      const problem = asProblem(thrown);
      setSending(null);
      setOutcome(problem.code === ABORTED ? { note: text.cancelled } : { problem });
    }
  };
  if (sending) {
    return (
      <Card>
        {sending.share < 1 ? <Progress label={text.sending(sending.file.name)} value={sending.share} /> : <Progress label={text.received} />}
        <Actions><Button kind="secondary" aria-label={text.cancel} onPress={() => controller.current?.abort()}>{words.cancel}</Button></Actions>
      </Card>
    );
  }
  return (
    <Stack>
      {outcome && ("problem" in outcome ? <ProblemNotice problem={outcome.problem} /> : <Notice role="status">{outcome.note}</Notice>)}
      <DropArea label={text.drop} or={text.or} browse={text.browse} formats={text.formats} accept={ACCEPTED} multiple={false} onFiles={([file]) => file && void send(file)} />
    </Stack>
  );
}
