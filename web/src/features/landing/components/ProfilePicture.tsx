import styles from "./ProfilePicture.module.css";

/** A drawing of the space: sheets in one place, a person who holds the key. Says nothing that the text does not. */
export function ProfilePicture() {
  return (
    <svg className={styles.picture} viewBox="0 0 420 340" aria-hidden="true" focusable="false">
      <path className={styles.arch} d="M40 330V170a85 85 0 0 1 170 0v160M210 330V170a85 85 0 0 1 170 0v160" />
      <g className={styles.back}>
        <rect x="66" y="118" width="150" height="190" rx="16" />
        <rect x="206" y="118" width="150" height="190" rx="16" />
      </g>
      <g className={styles.sheet}>
        <rect x="120" y="84" width="180" height="226" rx="18" />
        <circle className={styles.rose} cx="156" cy="122" r="16" />
        <path className={styles.line} d="M186 114h84M186 130h54" />
        <path className={styles.curve} d="M142 200h28l12-28 20 58 18-42 10 12h48" />
        <path className={styles.line} d="M142 256h136M142 276h96" />
      </g>
      <g className={styles.key}>
        <circle cx="316" cy="268" r="42" />
        <path d="M300 268l12 12 22-24" />
      </g>
    </svg>
  );
}
