import { Link } from "react-router";
import { useResource } from "../../../api/useResource";
import { usePages } from "../../../api/usePages";
import { Notice } from "../../../components/Notice";
import { Page } from "../../../components/Page";
import { Pager } from "../../../components/Pager";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Empty, Skeleton } from "../../../components/States";
import { history as text } from "../../../i18n/confidentiality";
import { useProfile } from "../../../session/profile";
import { useOwnRecord } from "../../../session/store";
import { listHistory, listRepresentativeNames, type Names } from "../api/history";
import { Timeline } from "../components/Timeline";

/** HIS-01. */
export function HistoryPage() {
  const record = useOwnRecord();
  const pages = usePages(record, (cursor, signal) => listHistory(record, cursor, signal));
  const names = useNames();
  return (
    <Page title={text.title} lead={text.lead}>
      {pages.state === "loading" && <Skeleton lines={5} />}
      {pages.state === "failed" && pages.problem && <ProblemNotice problem={pages.problem} onRetry={pages.reload} />}
      {pages.state === "ready" && pages.items.length === 0 && <Empty icon="clock" title={text.empty} what={text.emptyWhat} />}
      {pages.state === "ready" && pages.items.length > 0 && (
        <>
          <Timeline entries={pages.items} names={names} />
          <Pager {...pages} />
          <Notice title={text.unknown}><p>{text.unknownWhat} <Link to="/parametres/confidentialite">{text.toConfidentiality}</Link></p></Notice>
        </>
      )}
    </Page>
  );
}

function useNames(): Names {
  const { record, name, isChild } = useProfile();
  const found = useResource(`${record}/${isChild}`, (signal) => (isChild ? listRepresentativeNames(record, signal) : Promise.resolve(new Map<string, string>())));
  return {
    of: (actor) => {
      const representative = actor.account ? found.data?.get(actor.account) : undefined;
      return representative === undefined ? actor.display_name : text.onBehalf(representative, name);
    },
  };
}
