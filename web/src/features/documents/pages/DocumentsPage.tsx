import { useState } from "react";
import { usePages } from "../../../api/usePages";
import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { Page } from "../../../components/Page";
import { Pager } from "../../../components/Pager";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Select } from "../../../components/Select";
import { Empty, Skeleton } from "../../../components/States";
import { documents as text } from "../../../i18n/documents";
import { useOwnRecord } from "../../../session/store";
import { type Document, listDocuments } from "../api/documents";
import { DocumentList } from "../components/DocumentList";
import styles from "./DocumentsPage.module.css";

/** DOC-01 to DOC-05. */
export function DocumentsPage() {
  const record = useOwnRecord();
  const pages = usePages(record, (cursor, signal) => listDocuments(record, cursor, signal));
  const add = <ButtonAnchor to="/documents/ajouter" icon="plus">{text.add}</ButtonAnchor>;
  const empty = pages.state === "ready" && pages.items.length === 0;
  return (
    <Page title={text.title} lead={text.lead} action={empty ? undefined : add}>
      {pages.state === "loading" && <Skeleton lines={5} />}
      {pages.state === "failed" && pages.problem && <ProblemNotice problem={pages.problem} onRetry={pages.reload} />}
      {empty && <Empty icon="folder" title={text.empty} what={text.emptyWhat}>{add}</Empty>}
      {pages.state === "ready" && !empty && <Filtered record={record} items={pages.items} more={pages.more} />}
      <Pager {...pages} />
    </Page>
  );
}

/** Long lists are easier to read one section at a time; a short one needs no filter. */
function Filtered({ record, items, more }: { record: string; items: Document[]; more: boolean }) {
  const [section, setSection] = useState("all");
  const sections = new Map(items.map((item) => [item.section.code, item.section.label]));
  const shown = section === "all" ? items : items.filter((item) => item.section.code === section);
  return (
    <>
      <div className={styles.bar}>
        {sections.size > 1 && (
          <Select
            name="section-filter" label={text.filter} value={section} onChange={setSection}
            options={[{ value: "all", label: text.allSections }, ...[...sections].map(([value, label]) => ({ value, label }))]}
          />
        )}
        <p className={styles.count} role="status">{text.count(shown.length, more)}</p>
      </div>
      {shown.length === 0
        ? <Empty icon="folder" title={text.noneInSection} what={text.noneInSectionWhat} />
        : <DocumentList items={shown} me={text.byMe} thumbnailsOf={record} linkTo={(document) => `/documents/${document.id}`} />}
    </>
  );
}
