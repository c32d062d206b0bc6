import { Icon } from "../../../components/Icon";
import { documents as text } from "../../../i18n/documents";
import { fileSize, longDate } from "../../../i18n/format";
import type { Document } from "../api/documents";
import styles from "./Facts.module.css";

function authorOf({ author }: Document): [string, string][] {
  const named = [author.name, author.structure].filter((part) => part !== "").join(", ");
  return named === "" ? [] : [[text.author, named]];
}

/** What is known of a document. `withVisibility` for the person themself: professionals are not told. */
export function Facts({ document, me, withVisibility }: { document: Document; me: string; withVisibility: boolean }) {
  const facts = [
    [text.type, document.type.label],
    [text.section, document.section.label],
    [text.date, longDate(document.document_date)],
    [text.depositor, document.depositor.mine ? me : document.depositor.display_name],
    ...(document.author.structure === "" && document.author.name === document.depositor.display_name ? [] : authorOf(document)),
    [text.depositedAt, longDate(document.deposited_at)],
    [text.size, `${fileSize(document.size)}, ${text.formats[document.media_type] ?? ""}`],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
      {withVisibility && (
        <div>
          <dt>{text.visibility}</dt>
          <dd className={styles.visibility}><Icon name={document.hidden || document.hidden_from.length > 0 ? "eyeOff" : "eye"} size={20} /> {document.hidden ? text.hidden : document.hidden_from.length > 0 ? text.hiddenFromSome(document.hidden_from.length) : text.visible}</dd>
        </div>
      )}
      {document.hidden_from_representatives && (
        <div>
          <dt>{text.secret.name}</dt>
          <dd className={styles.visibility}><Icon name="lock" size={20} /> {withVisibility ? text.secret.fact : text.secret.factForProfessionals}</dd>
        </div>
      )}
    </dl>
  );
}
