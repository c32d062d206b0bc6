import { useCallback, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { asProblem, type Problem } from "../../../api/problem";
import { Button } from "../../../components/Button";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { viewer as text } from "../../../i18n/viewer";
import type { Document } from "../api/documents";
import { type Sheet, showPage } from "../api/pages";
import { Picture } from "./Picture";
import styles from "./Viewer.module.css";

/** More than that is printed from the downloaded file: every page is fetched finely drawn. */
const MOST = 40;

interface PrintButtonProps {
  record: string;
  document: Document;
  count: number;
}

/** Prints the document's pages and nothing around them. */
export function PrintButton({ record, document, count }: PrintButtonProps) {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [sheets, setSheets] = useState<Sheet[]>([]);
  const fetchAll = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      const drawn: Sheet[] = [];
      for (let page = 1; page <= count; page++) drawn.push(await showPage(record, document.id, page, 2));
      setSheets(drawn);
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setPending(false);
    }
  };
  const done = useCallback(() => setSheets([]), []);
  if (count > MOST) return <p>{text.tooLongToPrint}</p>;
  return (
    <>
      <Button kind="secondary" icon="print" isPending={isPending} onPress={() => void fetchAll()}>{text.print}</Button>
      {problem && <ProblemNotice problem={problem} onRetry={problem.passing ? () => void fetchAll() : undefined} />}
      {sheets.length > 0 && <Printed sheets={sheets} title={document.title} onDone={done} />}
    </>
  );
}

function Printed({ sheets, title, onDone }: { sheets: Sheet[]; title: string; onDone: () => void }) {
  const missing = useRef(sheets.filter((sheet) => "picture" in sheet).length);
  const print = () => {
    window.print();
    onDone();
  };
  const loaded = () => {
    missing.current -= 1;
    if (missing.current === 0) print();
  };
  const begin = (element: HTMLDivElement | null) => {
    if (element !== null && missing.current === 0) setTimeout(print, 0);
  };
  return createPortal(
    <div ref={begin} className={styles.printed} data-print="" aria-hidden="true">
      {sheets.map((sheet, index) => (
        "text" in sheet
          ? <div key={index} className={styles.text}>{sheet.text}</div>
          : <Picture key={index} blob={sheet.picture} alt={text.alternative(index + 1, sheets.length, title)} onLoad={loaded} />
      ))}
    </div>,
    window.document.body,
  );
}
