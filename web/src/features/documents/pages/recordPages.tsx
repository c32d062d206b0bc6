import { useEffect } from "react";
import { useNavigate, useParams } from "react-router";
import type { Problem } from "../../../api/problem";
import { useResource } from "../../../api/useResource";
import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { Card } from "../../../components/Card";
import { sayDone } from "../../../components/Confirmation";
import { Section } from "../../../components/Page";
import { Pager } from "../../../components/Pager";
import { RecordProblem, RecordWaiting } from "../../../components/RecordProblem";
import { Empty } from "../../../components/States";
import { useTries } from "../../../components/useTries";
import { documents as text } from "../../../i18n/documents";
import { showDocument } from "../api/documents";
import { DepositDesk } from "../components/DepositDesk";
import { DocumentList } from "../components/DocumentList";
import { Facts } from "../components/Facts";
import { ProfessionalActions } from "../components/ProfessionalActions";
import { SearchBar } from "../components/SearchBar";
import { OldVersion, Versions } from "../components/Versions";
import { BackLink } from "../../../components/BackLink";
import { Viewer } from "../components/Viewer";
import { useSearch } from "../useSearch";

/** The professional's pages within a record. The record itself, its identity and its ground, are around them. */
interface RecordPageProps {
  record: string;
  /** The service says that this professional has no access (any more): the whole record must go from the screen. */
  onRefused: () => void;
  /** In an emergency one reads, and does nothing else (EMG-06). */
  readOnly: boolean;
}

/** Tells the record around of a refusal. */
function useRefusal(problem: Problem | undefined, onRefused: () => void) {
  const refused = problem?.code === "documents.no-access";
  useEffect(() => {
    if (refused) onRefused();
  }, [refused, onRefused]);
}

/** PSS-02: what the grid and the person's choices leave to see. */
export function RecordDocumentsPage({ record, onRefused, readOnly }: RecordPageProps) {
  const { sought, setSought, pages, counts, narrowed, empty } = useSearch(record);
  const { tries, retry } = useTries(pages.reload);
  useRefusal(pages.problem ?? pages.problemOfMore, onRefused);
  const add = <ButtonAnchor to={`/pro/dossiers/${record}/deposer`} icon="upload">{text.professional.deposit}</ButtonAnchor>;
  return (
    <Section id="record-documents" title={text.professional.title} action={readOnly ? undefined : add}>
      {pages.state === "ready" && !empty && <SearchBar sought={sought} onChange={setSought} counts={counts} narrowed={narrowed} />}
      {pages.state === "loading" && <RecordWaiting lines={5} tries={tries} />}
      {pages.state === "failed" && pages.problem && <RecordProblem problem={pages.problem} onRetry={retry} tries={tries} />}
      {empty && <Empty icon="folder" title={text.professional.empty} what={text.professional.emptyWhat} />}
      {pages.state === "ready" && pages.items.length === 0 && narrowed && <Empty icon="search" title={text.search.none} what={text.search.noneWhat} />}
      {pages.state === "ready" && pages.items.length > 0 && <DocumentList items={pages.items} me={text.professional.mine} linkTo={(document) => `/pro/dossiers/${record}/documents/${document.id}`} />}
      <Pager {...pages} />
    </Section>
  );
}

/** PSS-03: a deposit under its official type. */
export function RecordDepositPage({ record }: RecordPageProps) {
  const navigate = useNavigate();
  const saved = ({ last, earlier }: { last: boolean; earlier: boolean }) => {
    sayDone(earlier ? text.deposit.doneEarlier : text.professional.done, { onNextPage: last });
    // Once the state without drafts is in place, so that the guard lets go.
    if (last) setTimeout(() => void navigate(`/pro/dossiers/${record}`), 0);
  };
  return (
    <>
      <BackLink to={`/pro/dossiers/${record}`}>{text.professional.title}</BackLink>
      <Section id="record-deposit" title={text.professional.depositTitle}>
        <p>{text.professional.depositLead}</p>
        <DepositDesk record={record} by="professional" dropLabel={text.professional.drop} onSaved={saved} />
      </Section>
    </>
  );
}

export function RecordDocumentPage({ record, onRefused, administrator }: RecordPageProps & { administrator: boolean }) {
  const { document: id = "" } = useParams();
  const navigate = useNavigate();
  const found = useResource(`${record}/${id}`, (signal) => showDocument(record, id, signal));
  const { tries, retry } = useTries(found.reload);
  useRefusal(found.problem, onRefused);
  const back = <BackLink to={`/pro/dossiers/${record}`}>{text.professional.title}</BackLink>;
  if (found.state === "failed") return <>{back}<RecordProblem problem={found.problem} onRetry={retry} tries={tries} /></>;
  if (found.state === "loading") return <>{back}<RecordWaiting lines={2} tries={tries} /></>;
  const { document } = found.data;
  const linkTo = (other: string) => `/pro/dossiers/${record}/documents/${other}`;
  const leave = (done: string, to: string) => {
    sayDone(done, { onNextPage: true });
    void navigate(to, { replace: true });
  };
  return (
    <>
      {back}
      <Section id="record-document" title={document.title}>
        <OldVersion document={document} linkTo={linkTo} />
        <Card>
          <Facts document={document} me={text.professional.mine} withVisibility={false} />
          <ProfessionalActions
            record={record} tagged={found.data} administrator={administrator} onChanged={found.replace}
            onRemoved={() => leave(text.removedDone, `/pro/dossiers/${record}`)} onReplaced={(by) => leave(text.replace.done, linkTo(by))}
          />
        </Card>
        <Versions record={record} document={document} linkTo={linkTo} />
        <Viewer record={record} document={document} renderProblem={(problem, again) => <ContentProblem problem={problem} onRetry={again} onRefused={onRefused} />} />
      </Section>
    </>
  );
}

function ContentProblem({ problem, onRetry, onRefused }: { problem: Problem; onRetry: () => void; onRefused: () => void }) {
  const { tries, retry } = useTries(onRetry);
  useRefusal(problem, onRefused);
  return <RecordProblem problem={problem} onRetry={retry} tries={tries} />;
}
