import { Icon } from "../../../components/Icon";
import { activation } from "../../../i18n/activation";
import styles from "../pages/activation.module.css";
import { type PasswordRule, passwordRules } from "../rules";

const text = activation.account;

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
