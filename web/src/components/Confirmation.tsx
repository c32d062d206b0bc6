import { useEffect, useRef, useSyncExternalStore } from "react";
import { useLocation } from "react-router";
import { words } from "../i18n/words";
import { Icon } from "./Icon";
import styles from "./Confirmation.module.css";

/** The confirmation at the bottom of the page (NAV-09). It stays until it is closed or the person goes elsewhere. */

interface Said {
  text: string;
  /** Said just before going to another page, where it is to be read. */
  forNextPage: boolean;
}

let said: Said | null = null;
const listeners = new Set<() => void>();

function set(next: Said | null): void {
  said = next;
  listeners.forEach((listener) => listener());
}

export function sayDone(text: string, { onNextPage = false } = {}): void {
  set({ text, forNextPage: onNextPage });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Confirmation() {
  const message = useSyncExternalStore(subscribe, () => said);
  const { key } = useLocation();
  // Another space has another frame: its first page is also a next page.
  const shownOn = useRef<string | null>(null);
  useEffect(() => {
    if (shownOn.current === key) return;
    const first = shownOn.current === null;
    shownOn.current = key;
    if (said?.forNextPage) set({ ...said, forNextPage: false });
    else if (said !== null && !first) set(null);
  }, [key]);
  const visible = message !== null && !message.forNextPage;
  return (
    <div className={styles.place} role="status" aria-label={words.confirmationRegion}>
      {visible && (
        <div className={styles.message}>
          <Icon name="check" />
          <p>{message.text}</p>
          <button type="button" className={styles.close} aria-label={words.close} onClick={() => set(null)}><Icon name="close" size={20} /></button>
        </div>
      )}
    </div>
  );
}
