import { Icon } from "../../../components/Icon";
import { documents as text } from "../../../i18n/documents";
import { fileSize, longDate } from "../../../i18n/format";
import type { Document } from "../api/documents";
import styles from "./Facts.module.css";

/** What is known of a document. `withVisibility` for the person themself: professionals are not told. */
export function Facts({ document, me, withVisibility }: { document: Document; me: string; withVisibility: boolean }) {
  const facts = [
    [text.type, document.type.label],
    [text.section, document.section.label],
    [text.date, longDate(document.document_date)],
    [text.depositor, document.depositor.mine ? me : document.depositor.display_name],
    [text.depositedAt, longDate(document.deposited_at)],
    [text.size, `${fileSize(document.size)}, ${text.formats[document.media_type] ?? ""}`],
  ] as const;
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
      {withVisibility && (
        <div>
          <dt>{text.visibility}</dt>
          <dd className={styles.visibility}><Icon name={document.hidden ? "eyeOff" : "eye"} size={20} /> {document.hidden ? text.hidden : text.visible}</dd>
        </div>
      )}
    </dl>
  );
}
