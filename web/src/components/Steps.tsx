import { Icon } from "./Icon";
import styles from "./Steps.module.css";

/** Where one is in a journey of several screens. */
export function Steps({ label, steps, current }: { label: string; steps: readonly string[]; current: number }) {
  return (
    <nav className={styles.steps} aria-label={label}>
      <p className={styles.short}>Étape {current + 1} sur {steps.length} : <strong>{steps[current]}</strong></p>
      <ol role="list">
        {steps.map((step, index) => (
          <li key={step} className={index < current ? styles.past : index === current ? styles.now : undefined} aria-current={index === current ? "step" : undefined}>
            <span className={styles.number} aria-hidden="true">{index < current ? <Icon name="check" size={16} /> : index + 1}</span>
            {step}
          </li>
        ))}
      </ol>
    </nav>
  );
}
