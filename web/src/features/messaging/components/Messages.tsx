import { useState } from "react";
import { Button } from "../../../components/Button";
import { Icon } from "../../../components/Icon";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { useAct } from "../../../components/useAct";
import { useUpload } from "../../../components/useUpload";
import { fileSize, longDate, time } from "../../../i18n/format";
import { messaging as text } from "../../../i18n/messaging";
import { type Attachment, type Message, openAttachment } from "../api/messaging";
import { FileAttachment } from "./FileAttachment";
import styles from "./messaging.module.css";

interface Place {
  record: string;
  conversation: string;
  /** A person may add what they received to their documents. */
  mayKeep: boolean;
}

/** What was written, oldest first. */
export function Messages({ messages, ...place }: Place & { messages: Message[] }) {
  return (
    <ol role="list" className={styles.thread} aria-label={text.messages}>
      {messages.map((message) => <OneMessage key={message.id} message={message} {...place} />)}
    </ol>
  );
}

function OneMessage({ message, ...place }: Place & { message: Message }) {
  const { sender, at, attachments } = message;
  return (
    <li className={sender.mine ? `${styles.message} ${styles.mine}` : styles.message}>
      <p className={styles.head}>
        <span className={styles.sender}>{sender.mine ? text.you : sender.display_name}</span>
        <time className={styles.soft} dateTime={at}>{text.on(longDate(at), time(at))}</time>
      </p>
      <p className={styles.text}>{message.text}</p>
      {attachments.length > 0 && (
        <ul role="list" className={styles.files} aria-label={text.attachments}>
          {attachments.map((attachment) => <OneAttachment key={attachment.id} message={message} attachment={attachment} {...place} />)}
        </ul>
      )}
    </li>
  );
}

function OneAttachment({ message, attachment, record, conversation, mayKeep }: Place & { message: Message; attachment: Attachment }) {
  const [isFiling, setFiling] = useState(false);
  const filing = useUpload();
  const downloading = useAct(async () => save(await openAttachment(record, message, conversation, attachment)));
  const received = mayKeep && message.sender.kind === "professional";
  return (
    <li className={styles.file}>
      <Icon name="document" />
      <p className={styles.fileName}><span>{attachment.name}</span><span className={styles.soft}>{fileSize(attachment.size)}</span></p>
      <Button kind="quiet" icon="download" isPending={downloading.isPending} onPress={downloading.run} aria-label={text.downloadNamed(attachment.name)}>{text.download}</Button>
      {received && attachment.keepable && <Button kind="secondary" icon="folder" onPress={() => setFiling(true)} aria-label={text.keepNamed(attachment.name)}>{text.keep}</Button>}
      {received && !attachment.keepable && <p className={styles.soft}>{text.notKeepable}</p>}
      {downloading.problem && <ProblemNotice problem={downloading.problem} onRetry={downloading.run} />}
      {isFiling && <FileAttachment record={record} conversation={conversation} message={message} attachment={attachment} upload={filing} onClose={() => setFiling(false)} />}
    </li>
  );
}

function save(file: File) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  // Once the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
