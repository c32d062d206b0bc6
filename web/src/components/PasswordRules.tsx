import { credentials as text } from "../i18n/credentials";
import { Icon } from "./Icon";
import styles from "./PasswordRules.module.css";
import { type PasswordRule, passwordRules } from "./rules";

/** The rules, ticked off while one types. */
export function PasswordRules({ password, identifier }: { password: string; identifier: string }) {
  const rules = Object.entries(passwordRules(password, identifier)) as [PasswordRule, boolean][];
  return (
    <div>
      <p>{text.rules}</p>
      <ul role="list" className={styles.rules}>
        {rules.map(([rule, met]) => (
          <li key={rule} className={met ? styles.met : undefined}>
            {met ? <Icon name="check" size={18} /> : <span className={styles.round} aria-hidden="true" />}
            {text.rule[rule]}
            <span className="visually-hidden"> ({met ? text.ruleMet : text.ruleNotMet})</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
