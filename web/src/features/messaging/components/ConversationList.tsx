import { Link } from "react-router";
import type { Pages } from "../../../api/usePages";
import { Pager } from "../../../components/Pager";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Empty, Skeleton } from "../../../components/States";
import { shortDate } from "../../../i18n/format";
import { messaging as text } from "../../../i18n/messaging";
import type { Conversation } from "../api/messaging";
import styles from "./messaging.module.css";

interface ConversationListProps {
  pages: Pages<Conversation>;
  none: { title: string; what: string };
  linkTo: (conversation: Conversation) => string;
  /** Id of the document that will be attached in the conversation that is opened. */
  carried?: string;
}

/** MSG-10 to MSG-18: one row a conversation, the one that moved last first; a dot and a number for what is unread. */
export function ConversationList({ pages, none, linkTo, carried }: ConversationListProps) {
  if (pages.state === "loading") return <Skeleton lines={4} />;
  if (pages.state === "failed" && pages.problem) return <ProblemNotice problem={pages.problem} onRetry={pages.problem.passing ? pages.reload : undefined} />;
  if (pages.items.length === 0) return <Empty icon="mail" title={none.title} what={none.what} />;
  return (
    <>
      <ul role="list" className={styles.list} aria-label={text.list}>
        {pages.items.map((conversation) => <Row key={conversation.id} conversation={conversation} to={linkTo(conversation)} carried={carried} />)}
      </ul>
      <Pager {...pages} />
    </>
  );
}

function Row({ conversation, to, carried }: { conversation: Conversation; to: string; carried: string | undefined }) {
  const { professional, subject, unread, attached, last_at: lastAt, last_sender: last } = conversation;
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <p className={styles.who}>{unread > 0 && <span className={styles.dot} aria-hidden="true" />}<span>{professional.display_name}</span></p>
        <Link to={to} state={carried && { attach: carried }} className={styles.subject}>{subject}</Link>
        <p className={styles.soft}>{text.lastFrom(last.display_name)}</p>
        {unread > 0 && <p className={styles.count}>{text.unread(unread)}</p>}
        {attached && <p className={styles.soft}>{text.attached}</p>}
      </div>
      <time className={styles.when} dateTime={lastAt}>{shortDate(lastAt)}</time>
    </li>
  );
}
