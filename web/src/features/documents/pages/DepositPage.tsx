import { useNavigate } from "react-router";
import { sayDone } from "../../../components/Confirmation";
import { Page } from "../../../components/Page";
import { documents as text } from "../../../i18n/documents";
import { useOwnRecord } from "../../../session/store";
import { DepositDesk } from "../components/DepositDesk";

/** DOC-06 to DOC-14. */
export function DepositPage() {
  const record = useOwnRecord();
  const navigate = useNavigate();
  const saved = ({ last, earlier }: { last: boolean; earlier: boolean }) => {
    sayDone(earlier ? text.deposit.doneEarlier : text.deposit.done, { onNextPage: last });
    // Once the state without drafts is in place, so that the guard lets go.
    if (last) setTimeout(() => void navigate("/documents"), 0);
  };
  return (
    <Page width="form" title={text.deposit.title} back={{ to: "/documents", label: text.title }}>
      <DepositDesk record={record} by="patient" dropLabel={text.deposit.drop} onSaved={saved} />
    </Page>
  );
}
