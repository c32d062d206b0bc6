import { activation } from "../../../i18n/activation";
import styles from "../pages/activation.module.css";

const text = activation.identification;

/** The two kinds of card, drawn, with the place of the number circled (ACT-13). */
export function WhereIsTheSerial() {
  return (
    <details className={styles.where}>
      <summary>{text.where}</summary>
      <div className={styles.cards}>
        <figure>
          <svg viewBox="0 0 240 150" aria-hidden="true" focusable="false">
            <rect className={styles.plastic} width="240" height="150" rx="12" />
            <rect className={styles.chip} x="18" y="60" width="38" height="30" rx="5" />
            <rect className={styles.photo} x="176" y="62" width="46" height="60" rx="5" />
            <path className={styles.print} d="M18 112h110M18 128h76" />
            <path className={styles.print} d="M112 26h108" />
            <rect className={styles.here} x="102" y="12" width="128" height="28" rx="14" />
          </svg>
          <figcaption><strong>{text.withPhoto}</strong><br />{text.withPhotoWhere}</figcaption>
        </figure>
        <figure>
          <svg viewBox="0 0 240 150" aria-hidden="true" focusable="false">
            <rect className={styles.backside} width="240" height="150" rx="12" />
            <rect className={styles.band} y="52" width="240" height="30" />
            <path className={styles.printDark} d="M18 26h96M18 108h180M18 126h130" />
            <rect className={styles.here} x="8" y="12" width="118" height="28" rx="14" />
          </svg>
          <figcaption><strong>{text.withoutPhoto}</strong><br />{text.withoutPhotoWhere}</figcaption>
        </figure>
      </div>
    </details>
  );
}
