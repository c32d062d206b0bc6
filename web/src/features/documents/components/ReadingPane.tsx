import { type KeyboardEvent, useState } from "react";
import type { Problem } from "../../../api/problem";
import { useResource } from "../../../api/useResource";
import { Button } from "../../../components/Button";
import { Progress } from "../../../components/Progress";
import { viewer as text } from "../../../i18n/viewer";
import type { Document } from "../api/documents";
import { type Pages, readPage, type Sheet, showPage } from "../api/pages";
import { Picture } from "./Picture";
import styles from "./Viewer.module.css";

/** Per cent of the pane's width. The style sheet has a rule for each. */
const ZOOMS = [50, 75, 100, 150, 200, 300] as const;
const WHOLE = 2;

/** How the page around shows a problem; a refusal there takes the whole record off the screen. */
export type RenderProblem = (problem: Problem, retry: () => void) => React.ReactNode;

interface ReadingPaneProps {
  record: string;
  document: Document;
  pages: Pages;
  renderProblem: RenderProblem;
}

/** One page at a time, with the keyboard as with the buttons; its words for those who do not see the picture. */
export function ReadingPane({ record, document, pages, renderProblem }: ReadingPaneProps) {
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(WHOLE);
  const [words, setWords] = useState(false);
  const isPicture = pages.kind === "image";
  const turn = (to: number) => setPage(Math.min(pages.count, Math.max(1, to)));
  const closer = (by: number) => setZoom((now) => Math.min(ZOOMS.length - 1, Math.max(0, now + by)));

  const keys: Record<string, () => void> = {
    PageDown: () => turn(page + 1), PageUp: () => turn(page - 1), Home: () => turn(1), End: () => turn(pages.count),
    ...(isPicture && { "+": () => closer(1), "-": () => closer(-1), "0": () => setZoom(WHOLE) }),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return (
    <>
      <div className={styles.bar} role="group" aria-label={text.tools}>
        <div className={styles.tools}>
          <Button kind="quiet" icon="left" isDisabled={page === 1} onPress={() => turn(page - 1)}>{short(text.previous)}</Button>
          <p className="numbers" role="status">{text.place(page, pages.count)}</p>
          <Button kind="quiet" iconAfter="right" isDisabled={page === pages.count} onPress={() => turn(page + 1)}>{short(text.next)}</Button>
        </div>
        {isPicture && (
          <div className={styles.tools}>
            <Button kind="quiet" icon="zoomOut" isDisabled={zoom === 0} onPress={() => closer(-1)}>{short(text.smaller)}</Button>
            <p className="numbers">{text.zoom(ZOOMS[zoom] ?? 100)}</p>
            <Button kind="quiet" icon="zoomIn" isDisabled={zoom === ZOOMS.length - 1} onPress={() => closer(1)}>{short(text.larger)}</Button>
          </div>
        )}
        {isPicture && <Button kind="quiet" icon={words ? "eye" : "document"} onPress={() => setWords(!words)}>{words ? text.asPicture : text.asText}</Button>}
      </div>
      {/* A region that scrolls must be reachable by keyboard; the keys that turn pages are those of every reader. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
      <div className={styles.frame} role="region" aria-label={text.region(document.title)} aria-describedby="viewer-keys" tabIndex={0} onKeyDown={onKeyDown}>
        {isPicture && words
          ? <Words record={record} document={document} page={page} renderProblem={renderProblem} />
          : <Page record={record} document={document} page={page} count={pages.count} zoom={ZOOMS[zoom] ?? 100} renderProblem={renderProblem} />}
      </div>
      <p id="viewer-keys" className={styles.keys}>{isPicture ? text.keysOfPictures : text.keys}</p>
    </>
  );
}

/** On a phone the arrow or the glass says it; the words stay for those who listen. */
function short(words: string) {
  return <span className={styles.label}>{words}</span>;
}

interface PageProps {
  record: string;
  document: Document;
  page: number;
  count: number;
  zoom: number;
  renderProblem: RenderProblem;
}

function Page({ record, document, page, count, zoom, renderProblem }: PageProps) {
  const scale = zoom > 100 ? 2 : 1;
  const sheet = useResource(`${document.id}/${page}/${scale}`, (signal) => showPage(record, document.id, page, scale, signal));
  if (sheet.state === "loading") return <div className={styles.waiting}><Progress label={text.loadingPage} /></div>;
  if (sheet.state === "failed") return renderProblem(sheet.problem, sheet.reload);
  return <Drawn sheet={sheet.data} alt={text.alternative(page, count, document.title)} zoom={zoom} />;
}

function Drawn({ sheet, alt, zoom }: { sheet: Sheet; alt: string; zoom: number }) {
  if ("text" in sheet) return <div className={styles.text}>{sheet.text === "" ? text.emptyText : sheet.text}</div>;
  return <Picture className={styles[`zoom${zoom}`]} blob={sheet.picture} alt={alt} />;
}

function Words({ record, document, page, renderProblem }: Omit<PageProps, "count" | "zoom">) {
  const words = useResource(`${document.id}/${page}/text`, (signal) => readPage(record, document.id, page, signal));
  if (words.state === "loading") return <div className={styles.waiting}><Progress label={text.loadingPage} /></div>;
  if (words.state === "failed") return renderProblem(words.problem, words.reload);
  return <div className={styles.text}>{words.data.trim() === "" ? text.noWords : words.data}</div>;
}
