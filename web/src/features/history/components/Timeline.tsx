import { Link } from "react-router";
import { Icon, type IconName } from "../../../components/Icon";
import { history as text } from "../../../i18n/confidentiality";
import { longDate, time } from "../../../i18n/format";
import type { Entry, Names } from "../api/history";
import { byDay } from "../days";
import { standing } from "../standing";
import { PastReason } from "./PastReason";
import styles from "./Timeline.module.css";

const ICONS: Record<Entry["action"], IconName> = {
  "access-declared": "shield",
  "documents-listed": "folder",
  "document-consulted": "eye",
  "document-deposited": "upload",
  "document-hidden": "eyeOff",
  "document-unhidden": "eye",
  "document-deleted": "trash",
  "document-replaced": "upload",
  "document-announced": "eye",
  "document-visibility-changed": "eyeOff",
  "all-documents-hidden": "eyeOff",
  "all-documents-unhidden": "eye",
  "export-requested": "download",
  "support-caller-identified": "phone",
  "support-identification-failed": "alert",
  "support-code-sent": "mail",
  "support-opposition-recorded": "block",
  "support-change-proposed": "user",
  "support-change-applied": "check",
  "support-change-refused": "close",
  "support-withdrawal-proposed": "users",
  "support-withdrawal-applied": "users",
  "support-withdrawal-refused": "close",
  "professional-blocked": "shield",
  "professional-unblocked": "shield", "emergency-opened": "alert", "emergency-settings-changed": "alert", "administrator-appointed": "shield", "administrator-removed": "shield", "professionals-listed": "users",
  "support-explanation-read": "help", "profile-closed": "logout", "profile-reactivated": "refresh", "representative-detached": "users", "message-sent": "mail",
  "conversations-listed": "mail",
  "conversation-consulted": "eye",
  "attachment-consulted": "download",
  "profile-consulted": "heart",
  "profile-entry-added": "plus",
  "profile-entry-changed": "settings",
  "profile-entry-removed": "trash",
  "profile-section-declared": "check",
};

/** HIS-06: who, what, on which object, when, in what capacity; one line of time for each day. */
export function Timeline({ entries, names }: { entries: Entry[]; names: Names }) {
  return (
    <div className={styles.days}>
      {byDay(entries).map(({ day, entries: ofDay }) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`} className={styles.day}><time dateTime={day}>{longDate(day)}</time></h2>
          <ol role="list" className={styles.line} aria-label={text.list(longDate(day))}>
            {ofDay.map((entry) => <Line key={entry.id} entry={entry} names={names} />)}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Line({ entry, names }: { entry: Entry; names: Names }) {
  const { actor, object } = entry;
  const gone = entry.action === "document-deleted";
  return (
    <li className={styles.entry}>
      <span className={styles.dot}><Icon name={ICONS[entry.action]} size={20} /></span>
      <time className={styles.time} dateTime={entry.at}>{time(entry.at)}</time>
      <div className={styles.words}>
        <p><strong>{names.of(actor)}</strong> {text.action[entry.action]}</p>
        <p className={styles.soft}>{[actor.profession ?? text.kind[actor.kind], actor.structure].filter(Boolean).join(" · ")}</p>
        <p className={styles.soft}>{standing(entry)}</p>
        {(actor.kind === "professional" || actor.kind === "organisation") && <PastReason entry={entry} />}
        {object?.label && <p>{text.object[object.kind](object.label)}</p>}
        {object?.kind === "document" && !gone && <p><Link className={styles.see} to={`/documents/${object.id}`}>{text.seeDocument}<span className="visually-hidden"> ({time(entry.at)})</span></Link></p>}
      </div>
    </li>
  );
}
