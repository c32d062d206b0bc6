import { labels } from "../i18n/words";
import styles from "./Logo.module.css";

/** Our own sign: two people side by side under one roof make an "m". Nothing of the State's marks. */
export function LogoSign({ size = 40 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <rect className={styles.ground} width="40" height="40" rx="11" />
      <path className={styles.arches} d="M9 31V21.500a5.500 5.500 0 0 1 11 0V31M20 31V21.500a5.500 5.500 0 0 1 11 0V31" />
      <circle className={styles.one} cx="14.500" cy="10" r="3" />
      <circle className={styles.other} cx="25.500" cy="10" r="3" />
    </svg>
  );
}

export function Logo({ suffix }: { suffix?: string }) {
  return (
    <span className={styles.logo}>
      <LogoSign />
      <span className={styles.words}>
        <span className={styles.name}>{labels.product}</span>
        {suffix !== undefined && <span className={styles.suffix}>{suffix}</span>}
      </span>
    </span>
  );
}
