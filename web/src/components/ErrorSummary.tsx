import { type MouseEvent, useEffect, useRef } from "react";
import { words } from "../i18n/words";
import { fieldId } from "./Labelled";
import { Icon } from "./Icon";
import styles from "./ErrorSummary.module.css";

export type FieldErrors = Record<string, string>;

/** Names every faulty field and leads to it. It takes the focus each time the form is sent with faults (`round` grows). */
export function ErrorSummary({ errors, round }: { errors: FieldErrors; round: number }) {
  const box = useRef<HTMLDivElement>(null);
  const names = Object.keys(errors);
  useEffect(() => {
    if (round > 0) box.current?.focus();
  }, [round]);
  if (names.length === 0) return null;
  const goTo = (name: string) => (event: MouseEvent) => {
    event.preventDefault();
    const field = document.getElementById(fieldId(name));
    const target = field?.matches("input, select, textarea, button") ? field : field?.querySelector<HTMLElement>("input, button");
    (target ?? field)?.focus();
  };
  return (
    <div className={styles.summary} ref={box} tabIndex={-1} role="alert" aria-labelledby="error-summary-title">
      <Icon name="alert" />
      <div>
        <h2 id="error-summary-title">{words.errorSummary}</h2>
        <ul>
          {names.map((name) => <li key={name}><a href={`#${fieldId(name)}`} onClick={goTo(name)}>{errors[name]}</a></li>)}
        </ul>
      </div>
    </div>
  );
}
