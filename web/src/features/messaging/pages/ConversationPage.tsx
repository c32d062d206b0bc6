import { useParams } from "react-router";
import { useResource } from "../../../api/useResource";
import { Page } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Skeleton } from "../../../components/States";
import { messaging as text } from "../../../i18n/messaging";
import { useOwnRecord } from "../../../session/store";
import { readConversation } from "../api/messaging";
import { ThreadView } from "../components/ThreadView";

/** One conversation of one's own, or of the child on the screen. */
export function ConversationPage() {
  const record = useOwnRecord();
  const { conversation = "" } = useParams();
  const thread = useResource(conversation, (signal) => readConversation(record, conversation, undefined, signal));
  const back = { to: "/messages", label: text.title };
  if (thread.state === "failed") return <Page title={text.title} back={back}><ProblemNotice problem={thread.problem} onRetry={thread.problem.passing ? thread.reload : undefined} /></Page>;
  if (thread.state === "loading") return <Page title={text.title} back={back}><Skeleton lines={4} /></Page>;
  const { subject, professional } = thread.data.conversation;
  return (
    <Page title={subject} lead={professional.display_name} back={back}>
      <ThreadView record={record} thread={thread.data} by="patient" onSent={thread.reload} />
    </Page>
  );
}
