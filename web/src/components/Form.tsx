import type { ReactNode } from "react";
import { ErrorSummary } from "./ErrorSummary";
import { ProblemNotice } from "./ProblemNotice";
import type { FormState } from "./useForm";
import styles from "./Page.module.css";

/** A form with its summary of faults on top. `label` names it for those who jump from landmark to landmark. */
export function Form({ form, label, children }: { form: FormState; label: string; children: ReactNode }) {
  return (
    <form className={styles.stack} onSubmit={form.onSubmit} noValidate aria-label={label}>
      <ErrorSummary errors={form.errors} round={form.round} />
      {form.problem && <ProblemNotice problem={form.problem} />}
      {children}
    </form>
  );
}
