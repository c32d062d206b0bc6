import { useState } from "react";
import type { Problem } from "../../../api/problem";
import { useResource } from "../../../api/useResource";
import { Progress } from "../../../components/Progress";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Empty } from "../../../components/States";
import { viewer as text } from "../../../i18n/viewer";
import type { Document } from "../api/documents";
import { listPages } from "../api/pages";
import { DownloadButton } from "./DownloadButton";
import { PrintButton } from "./PrintButton";
import { ReadingPane, type RenderProblem } from "./ReadingPane";
import styles from "./Viewer.module.css";

interface ViewerProps {
  record: string;
  document: Document;
  /** Problems that the page shows in its own way. */
  renderProblem?: RenderProblem;
}

function plainly(problem: Problem, retry: () => void) {
  return <ProblemNotice problem={problem} onRetry={problem.passing ? retry : undefined} />;
}

/** The document in the page, drawn by the service page by page; its print, and the download of the original. */
export function Viewer({ record, document, renderProblem = plainly }: ViewerProps) {
  const pages = useResource(`${document.id}/${document.sha256}`, (signal) => listPages(record, document.id, signal));
  const [late, setLate] = useState<{ problem: Problem; retry: () => void }>();
  const failed = pages.state === "failed" && pages.problem.code !== "documents.preview-impossible" ? { problem: pages.problem, retry: pages.reload } : late;
  if (failed !== undefined) {
    const retry = () => {
      setLate(undefined);
      failed.retry();
    };
    return renderProblem(failed.problem, retry);
  }
  return (
    <div className={styles.viewer}>
      <div className={styles.actions}>
        <DownloadButton record={record} document={document} onProblem={(problem, retry) => setLate({ problem, retry })} />
        {pages.state === "ready" && <PrintButton record={record} document={document} count={pages.data.count} />}
      </div>
      {pages.state === "loading" && <div className={styles.frame}><Progress label={text.loading} /></div>}
      {pages.state === "failed" && <Empty icon="document" title={text.none} what={text.noneWhat} />}
      {pages.state === "ready" && <ReadingPane key={`${document.id}/${document.sha256}`} record={record} document={document} pages={pages.data} renderProblem={renderProblem} />}
    </div>
  );
}
