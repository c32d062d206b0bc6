import { number } from "../../../i18n/format";
import { imports as text } from "../../../i18n/imports";
import type { Import } from "../api/imports";
import styles from "./Figures.module.css";

export function Figures({ current }: { current: Import }) {
  const figures = [
    [text.created, current.created],
    [text.updated, current.updated],
    [text.unchanged, current.unchanged],
    [text.refused, current.refused],
    [text.detached, current.detached],
    [text.invited, current.invited],
  ] as const;
  return (
    <dl className={styles.figures} aria-label={text.figures}>
      {figures.map(([name, value]) => <div key={name}><dt>{name}</dt><dd className="numbers">{number(value)}</dd></div>)}
    </dl>
  );
}
