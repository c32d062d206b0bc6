import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { Page } from "../../../components/Page";
import { Pager } from "../../../components/Pager";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Empty, Skeleton } from "../../../components/States";
import { documents as text } from "../../../i18n/documents";
import { useOwnRecord } from "../../../session/store";
import { DocumentList } from "../components/DocumentList";
import { SearchBar } from "../components/SearchBar";
import { useSearch } from "../useSearch";

/** DOC-01 to DOC-05, and the search through them. */
export function DocumentsPage() {
  const record = useOwnRecord();
  const { sought, setSought, pages, counts, narrowed, empty } = useSearch(record);
  const add = <ButtonAnchor to="/documents/ajouter" icon="plus">{text.add}</ButtonAnchor>;
  return (
    <Page title={text.title} lead={text.lead} action={empty ? undefined : add}>
      {empty && <Empty icon="folder" title={text.empty} what={text.emptyWhat}>{add}</Empty>}
      {pages.state === "ready" && !empty && <SearchBar sought={sought} onChange={setSought} counts={counts} narrowed={narrowed} />}
      {pages.state === "loading" && <Skeleton lines={5} />}
      {pages.state === "failed" && pages.problem && <ProblemNotice problem={pages.problem} onRetry={pages.reload} />}
      {pages.state === "ready" && pages.items.length === 0 && narrowed && <Empty icon="search" title={text.search.none} what={text.search.noneWhat} />}
      {pages.state === "ready" && pages.items.length > 0 && <DocumentList items={pages.items} me={text.byMe} thumbnailsOf={record} linkTo={(document) => `/documents/${document.id}`} />}
      <Pager {...pages} />
    </Page>
  );
}
