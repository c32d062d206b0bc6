import { usePages } from "../../../api/usePages";
import { Button } from "../../../components/Button";
import { Actions, Stack } from "../../../components/Page";
import { Pager } from "../../../components/Pager";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Sheet } from "../../../components/Sheet";
import { Empty, Skeleton } from "../../../components/States";
import { longDate } from "../../../i18n/format";
import { messaging } from "../../../i18n/messaging";
import { listStored, type StoredDocument } from "../api/messaging";
import styles from "./messaging.module.css";

const text = messaging.picker;

interface AttachDocumentProps {
  record: string;
  onChosen: (document: StoredDocument) => void;
  onClose: () => void;
}

/** DOC-33: choose a stored document to send a copy of. */
export function AttachDocument({ record, onChosen, onClose }: AttachDocumentProps) {
  const pages = usePages(record, (cursor, signal) => listStored(record, cursor, signal));
  return (
    <Sheet title={text.title} onClose={onClose}>
      <Stack>
        <p>{text.lead}</p>
        {pages.state === "loading" && <Skeleton lines={4} />}
        {pages.state === "failed" && pages.problem && <ProblemNotice problem={pages.problem} onRetry={pages.reload} />}
        {pages.state === "ready" && pages.items.length === 0 && <Empty icon="folder" title={text.none} what={text.noneWhat} />}
        {pages.items.length > 0 && (
          <ul role="list" className={styles.picker} aria-label={text.list}>
            {pages.items.map((document) => (
              <li key={document.id} className={styles.file}>
                <p className={styles.fileName}><span>{document.title}</span><span className={styles.soft}>{document.type.label}, {longDate(document.document_date)}</span></p>
                <Button kind="secondary" icon="plus" onPress={() => onChosen(document)}>{text.choose(document.title)}</Button>
              </li>
            ))}
          </ul>
        )}
        <Pager {...pages} />
        <Actions><Button kind="secondary" onPress={onClose}>{text.leave}</Button></Actions>
      </Stack>
    </Sheet>
  );
}
