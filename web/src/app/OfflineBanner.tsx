import { useSyncExternalStore } from "react";
import { Icon } from "../components/Icon";
import { words } from "../i18n/words";
import styles from "./shell.module.css";

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

/** Says that the connection is gone, and what still works. */
export function OfflineBanner() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status">
      {!online && <p className={styles.offline}><Icon name="offline" size={20} /> <span><strong>{words.offline}</strong> {words.offlineWhat}</span></p>}
    </div>
  );
}
