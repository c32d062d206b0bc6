import { usePages } from "../../../api/usePages";
import { Notice } from "../../../components/Notice";
import { Page } from "../../../components/Page";
import { messaging as text } from "../../../i18n/messaging";
import { useOwnRecord } from "../../../session/store";
import { listConversations } from "../api/messaging";
import { useCarried } from "../carried";
import { ConversationList } from "../components/ConversationList";

/** MSG-09, MSG-10: every conversation of the profile on the screen. */
export function MessagesPage() {
  const record = useOwnRecord();
  const pages = usePages(record, (cursor, signal) => listConversations(record, cursor, signal));
  const carried = useCarried();
  return (
    <Page title={text.title} lead={text.lead}>
      {carried && pages.items.length > 0 && <Notice icon="document" role="status" title={text.carried.title}>{text.carried.what}</Notice>}
      <ConversationList pages={pages} none={{ title: text.none, what: text.noneWhat }} linkTo={({ id }) => `/messages/${id}`} carried={carried} />
    </Page>
  );
}
