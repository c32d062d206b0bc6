import { Button } from "../../../components/Button";
import { Icon } from "../../../components/Icon";
import { messaging } from "../../../i18n/messaging";
import styles from "./messaging.module.css";

const text = messaging.answer;

/** What will leave with the message; each can be taken out again. */
export function AttachedFiles({ names, onRemove }: { names: readonly string[]; onRemove: (index: number) => void }) {
  if (names.length === 0) return null;
  return (
    <ul role="list" className={styles.files} aria-label={text.attached}>
      {names.map((name, index) => (
        <li key={`${index}-${name}`} className={styles.file}>
          <Icon name="document" />
          <p className={styles.fileName}>{name}</p>
          <Button kind="quiet" icon="close" onPress={() => onRemove(index)} aria-label={text.removeNamed(name)}>{text.remove}</Button>
        </li>
      ))}
    </ul>
  );
}
