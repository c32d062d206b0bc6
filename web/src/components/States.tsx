import { type ReactNode, useEffect, useState } from "react";
import { words } from "../i18n/words";
import { Icon, type IconName } from "./Icon";
import styles from "./States.module.css";

/** Shapes of what is coming. Invisible for 300 ms: what comes quickly must not flicker. Keeps its height from the start. */
export function Skeleton({ lines = 3, shape = "rows" }: { lines?: number; shape?: "rows" | "cards" | "text" }) {
  const late = useLate(300);
  return (
    <div className={`${styles.skeleton} ${styles[shape]} ${late ? styles.late : ""}`}>
      <span className="visually-hidden" role="status">{late ? words.loading : ""}</span>
      {Array.from({ length: lines }, (_, index) => <span key={index} className={styles.bone} aria-hidden="true" />)}
    </div>
  );
}

function useLate(delayMs: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), delayMs);
    return () => clearTimeout(timer);
  }, [delayMs]);
  return late;
}

/** Nothing yet: what this place is for, and the first thing to do. */
export function Empty({ icon, title, what, children }: { icon: IconName; title: string; what: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <span className={styles.picture}><Icon name={icon} size={40} /></span>
      <p className={styles.title}>{title}</p>
      <p>{what}</p>
      {children}
    </div>
  );
}
