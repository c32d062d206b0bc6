import { Link } from "react-router";
import { Icon } from "../../../components/Icon";
import { Tag } from "../../../components/Tag";
import { documents as text } from "../../../i18n/documents";
import { shortDate } from "../../../i18n/format";
import type { Document } from "../api/documents";
import { Thumbnail } from "./Thumbnail";
import styles from "./DocumentList.module.css";

interface DocumentListProps {
  items: Document[];
  linkTo: (document: Document) => string;
  /** The record, when each row shows its first page: a professional's list does not, since each would be a read. */
  thumbnailsOf?: string;
  /** How the reader's own deposits are signed. */
  me: string;
}

export function DocumentList({ items, linkTo, thumbnailsOf, me }: DocumentListProps) {
  return (
    <ul role="list" className={styles.list} aria-label={text.list}>
      {items.map((document) => (
        <li key={document.id} className={styles.row}>
          {thumbnailsOf === undefined ? <span className={styles.icon}><Icon name="document" /></span> : <Thumbnail record={thumbnailsOf} document={document} />}
          <div className={styles.words}>
            <Link className={styles.title} to={linkTo(document)}>{document.title}</Link>
            <p>{document.type.label}</p>
            <p className={styles.soft}>
              {document.section.label} · <time dateTime={document.document_date}>{text.ofDay(shortDate(document.document_date))}</time>, {text.deposited(shortDate(document.deposited_at), document.depositor.mine ? me : document.depositor.kind === "patient" ? text.byThePatient : document.depositor.display_name)}
            </p>
          </div>
          {document.hidden && <Tag tone="care" icon="eyeOff">{text.hidden}</Tag>}
          {!document.hidden && document.hidden_from.length > 0 && <Tag tone="care" icon="eyeOff">{text.hiddenFromSome(document.hidden_from.length)}</Tag>}
          {document.hidden_from_representatives && <Tag tone="care" icon="lock">{text.secret.tag}</Tag>}
          <span className={styles.go}><Icon name="right" size={20} /></span>
        </li>
      ))}
    </ul>
  );
}
