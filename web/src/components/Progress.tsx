import { Label, ProgressBar } from "react-aria-components";
import styles from "./Progress.module.css";

/** Long work, in words and as a bar. Without `value` the end is not known. */
export function Progress({ label, value, total = 1, words }: { label: string; value?: number; total?: number; words?: string }) {
  const share = value === undefined ? undefined : Math.min(1, total === 0 ? 1 : value / total);
  return (
    <ProgressBar
      className={styles.progress} value={share === undefined ? 0 : share * 100} isIndeterminate={share === undefined}
      valueLabel={words}
    >
      {({ valueText }) => (
        <>
          <span className={styles.line}>
            <Label>{label}</Label>
            {share !== undefined && <span className="numbers">{words ?? valueText}</span>}
          </span>
          {/* A meter drawn as SVG: a width in a style attribute is what the security policy refuses. */}
          <svg className={share === undefined ? `${styles.bar} ${styles.unknown}` : styles.bar} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect className={styles.track} width="100" height="8" />
            <rect className={styles.done} width={share === undefined ? 30 : share * 100} height="8" />
          </svg>
        </>
      )}
    </ProgressBar>
  );
}
