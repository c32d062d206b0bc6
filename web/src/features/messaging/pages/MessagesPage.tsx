import { usePages } from "../../../api/usePages";
import { Page } from "../../../components/Page";
import { messaging as text } from "../../../i18n/messaging";
import { useOwnRecord } from "../../../session/store";
import { listConversations } from "../api/messaging";
import { ConversationList } from "../components/ConversationList";

/** MSG-09, MSG-10: every conversation of the profile on the screen. */
export function MessagesPage() {
  const record = useOwnRecord();
  const pages = usePages(record, (cursor, signal) => listConversations(record, cursor, signal));
  return (
    <Page title={text.title} lead={text.lead}>
      <ConversationList pages={pages} none={{ title: text.none, what: text.noneWhat }} linkTo={({ id }) => `/messages/${id}`} />
    </Page>
  );
}
