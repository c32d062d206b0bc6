import { useState } from "react";
import { Link } from "react-router";
import { useResource } from "../../../api/useResource";
import { usePages } from "../../../api/usePages";
import { Notice } from "../../../components/Notice";
import { Page } from "../../../components/Page";
import { Pager } from "../../../components/Pager";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Empty, Skeleton } from "../../../components/States";
import { history as text } from "../../../i18n/confidentiality";
import { historySearch } from "../../../i18n/proof";
import { useProfile } from "../../../session/profile";
import { useOwnRecord } from "../../../session/store";
import { listHistory, listRepresentativeNames, type Names, showOverview } from "../api/history";
import { ExportCard } from "../components/ExportCard";
import { Months } from "../components/Months";
import { SearchBar } from "../components/SearchBar";
import { Timeline } from "../components/Timeline";
import { EVERYTHING, narrows, searchOf, type Sought } from "../search";

/** HIS-01: what others did, searched and taken away. */
export function HistoryPage() {
  const record = useOwnRecord();
  const [sought, setSought] = useState<Sought>(EVERYTHING);
  const search = searchOf(sought, new Date());
  const pages = usePages(`${record}/${JSON.stringify(search)}`, (cursor, signal) => listHistory(record, search, cursor, signal));
  const overview = useResource(record, (signal) => showOverview(record, signal));
  const names = useNames();
  const none = pages.state === "ready" && pages.items.length === 0;
  return (
    <Page title={text.title} lead={text.lead}>
      {overview.state === "ready" && overview.data.total > 0 && (
        <>
          <Months months={overview.data.months} />
          <SearchBar overview={overview.data} names={names} sought={sought} onChange={setSought} />
        </>
      )}
      {overview.state === "failed" && pages.state !== "failed" && <ProblemNotice problem={overview.problem} onRetry={overview.reload} />}
      {pages.state === "loading" && <Skeleton lines={5} />}
      {pages.state === "failed" && pages.problem && <ProblemNotice problem={pages.problem} onRetry={pages.reload} />}
      {none && (narrows(sought) ? <Empty icon="search" title={historySearch.none} what={historySearch.noneWhat} /> : <Empty icon="clock" title={text.empty} what={text.emptyWhat} />)}
      {pages.state === "ready" && pages.items.length > 0 && (
        <>
          <Timeline entries={pages.items} names={names} />
          <Pager {...pages} />
          <Notice title={text.unknown}><p>{text.unknownWhat} <Link to="/parametres/confidentialite">{text.toConfidentiality}</Link></p></Notice>
        </>
      )}
      {overview.state === "ready" && overview.data.total > 0 && <ExportCard record={record} search={search} />}
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
