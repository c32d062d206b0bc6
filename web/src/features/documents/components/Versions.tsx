import { Link } from "react-router";
import { useResource } from "../../../api/useResource";
import { Notice } from "../../../components/Notice";
import { Section } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { documents as text } from "../../../i18n/documents";
import { shortDate } from "../../../i18n/format";
import { type Document, listVersions } from "../api/documents";
import styles from "./Versions.module.css";

interface VersionsProps {
  record: string;
  document: Document;
  linkTo: (document: string) => string;
}

/** The versions of a document that was replaced; nothing where there is only one. */
export function Versions(props: VersionsProps) {
  const { document } = props;
  return document.revision > 1 || document.replaced_by !== null ? <Chain {...props} /> : null;
}

function Chain({ record, document, linkTo }: VersionsProps) {
  const found = useResource(`${document.id}/${document.version}`, (signal) => listVersions(record, document.id, signal));
  return (
    <Section id="versions" title={text.versions.title}>
      {found.state === "failed" && <ProblemNotice problem={found.problem} onRetry={found.reload} />}
      {found.state === "ready" && (
        <ul role="list" className={styles.list} aria-label={text.versions.list}>
          {found.data.map((each) => (
            <li key={each.id}>
              {each.id === document.id
                ? <strong aria-current="page">{text.versions.name(each.revision)}, {text.versions.shown}</strong>
                : <Link to={linkTo(each.id)}>{text.versions.name(each.revision)}</Link>}
              {` · ${each.title} · ${shortDate(each.deposited_at)}${each.status === "current" ? ` · ${text.versions.current}` : ""}`}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Says at the top of an old version that it is one, with the way to the next. */
export function OldVersion({ document, linkTo }: Omit<VersionsProps, "record">) {
  if (document.status === "current") return null;
  return (
    <Notice>
      {text.versions.old} {document.replaced_by !== null && <Link to={linkTo(document.replaced_by)}>{text.versions.toCurrent}</Link>}
    </Notice>
  );
}
