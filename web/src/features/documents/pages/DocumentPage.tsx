import { useNavigate, useParams } from "react-router";
import { useResource } from "../../../api/useResource";
import { Card } from "../../../components/Card";
import { sayDone } from "../../../components/Confirmation";
import { Page, Section } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Skeleton } from "../../../components/States";
import { documents as text } from "../../../i18n/documents";
import { useOwnRecord } from "../../../session/store";
import { showDocument } from "../api/documents";
import { DocumentActions } from "../components/DocumentActions";
import { Facts } from "../components/Facts";
import { OldVersion, Versions } from "../components/Versions";
import { Viewer } from "../components/Viewer";
import { WhyVisible } from "../components/WhyVisible";

const linkTo = (document: string) => `/documents/${document}`;

/** One document of one's own: read it, hide it, show it again, change what is said of it, delete it. */
export function DocumentPage() {
  const record = useOwnRecord();
  const { document: id = "" } = useParams();
  const navigate = useNavigate();
  const found = useResource(id, (signal) => showDocument(record, id, signal));
  const back = { to: "/documents", label: text.title };
  if (found.state === "failed") {
    return <Page title={text.title} back={back}><ProblemNotice problem={found.problem} onRetry={found.problem.passing ? found.reload : undefined} /></Page>;
  }
  if (found.state === "loading") return <Page title={text.title} back={back}><Skeleton lines={2} /></Page>;
  const { document } = found.data;
  const removed = () => {
    sayDone(text.removedDone, { onNextPage: true });
    void navigate("/documents", { replace: true });
  };
  const replaced = (by: string) => {
    sayDone(text.replace.done, { onNextPage: true });
    void navigate(linkTo(by), { replace: true });
  };
  return (
    <Page title={document.title} back={back}>
      <OldVersion document={document} linkTo={linkTo} />
      <Card>
        <Facts document={document} me={text.byMe} withVisibility />
        {document.status === "current" && <DocumentActions record={record} tagged={found.data} onChanged={found.replace} onStale={found.reload} onRemoved={removed} onReplaced={replaced} />}
      </Card>
      <Versions record={record} document={document} linkTo={linkTo} />
      <Section id="preview" title={text.preview}>
        <Viewer record={record} document={document} />
      </Section>
      <WhyVisible record={record} document={document.id} />
    </Page>
  );
}
