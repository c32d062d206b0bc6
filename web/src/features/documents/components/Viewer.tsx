import { useEffect, useMemo } from "react";
import { type LoadedResource, useResource } from "../../../api/useResource";
import { Icon } from "../../../components/Icon";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Empty } from "../../../components/States";
import { Progress } from "../../../components/Progress";
import { buttonClasses } from "../../../components/ButtonLook";
import type { Problem } from "../../../api/problem";
import { documents as text } from "../../../i18n/documents";
import { type Document, openDocument } from "../api/documents";
import { fileNameOf } from "../limits";
import { decoded } from "../decoded";
import styles from "./Viewer.module.css";

interface ViewerProps {
  record: string;
  document: Document;
  /** Problems that the page shows in its own way. */
  renderProblem?: (problem: Problem, retry: () => void) => React.ReactNode;
}

/** The document in the page, and its download. The bytes stay in memory and go with the page. */
export function Viewer({ record, document, renderProblem }: ViewerProps) {
  const content = useResource(`${document.id}/${document.sha256}`, async (signal) => {
    const blob = await openDocument(record, document, signal);
    return { blob, text: document.media_type === "text/plain" ? await decoded(blob) : null };
  });
  if (content.state === "loading") return <div className={styles.frame}><Progress label={text.previewLoading} /></div>;
  if (content.state === "failed") {
    return renderProblem?.(content.problem, content.reload) ?? <ProblemNotice problem={content.problem} onRetry={content.problem.passing ? content.reload : undefined} />;
  }
  return <Opened document={document} content={content.data} />;
}

type Content = NonNullable<LoadedResource<{ blob: Blob; text: string | null }>["data"]>;

function Opened({ document, content }: { document: Document; content: Content }) {
  const address = useMemo(() => URL.createObjectURL(content.blob), [content.blob]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  const format = text.formats[document.media_type] ?? "";
  return (
    <>
      <div className={styles.actions}>
        <a className={buttonClasses({ kind: "primary", children: null })} href={address} download={fileNameOf(document.title, format)}>
          <Icon name="download" size={20} /> <span>{text.download}</span>
        </a>
      </div>
      <Preview document={document} content={content} address={address} />
    </>
  );
}

function Preview({ document, content, address }: { document: Document; content: Content; address: string }) {
  const title = `${text.preview} : ${document.title}`;
  if (document.media_type === "image/jpeg") return <div className={styles.frame}><img src={address} alt={title} /></div>;
  if (content.text !== null) {
    // A region that scrolls must be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    return <div className={`${styles.frame} ${styles.text}`} role="region" aria-label={title} tabIndex={0}>{content.text}</div>;
  }
  // The address is a blob of the fixed type application/pdf: the browser's reader shows it, no page of ours can run in it.
  // A sandbox attribute would switch that reader off.
  if (document.media_type === "application/pdf" && navigator.pdfViewerEnabled) return <iframe className={styles.pdf} src={address} title={title} />;
  return <Empty icon="document" title={text.noPreview} what={text.noPreviewWhat} />;
}
