import { useState } from "react";
import { words } from "../i18n/words";
import { Field, type FieldProps } from "./Field";
import { Icon } from "./Icon";
import styles from "./Field.module.css";

/** A password that can be looked at: people who see what they type make fewer mistakes. */
export function PasswordField(props: Omit<FieldProps, "type" | "children">) {
  const [shown, setShown] = useState(false);
  return (
    <div className={styles.secret}>
      <Field {...props} type={shown ? "text" : "password"} spellCheck={false} autoCapitalize="none">
        <button type="button" className={styles.reveal} aria-pressed={shown} aria-label={words.showTyped} onClick={() => setShown(!shown)}>
          <Icon name={shown ? "eyeOff" : "eye"} size={20} /> {shown ? words.hide : words.show}
        </button>
      </Field>
    </div>
  );
}
