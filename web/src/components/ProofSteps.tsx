import { Notice } from "./Notice";
import { Section } from "./Page";
import { historyCheck as common } from "../i18n/proof";
import styles from "./ProofSteps.module.css";

export interface ProofWords {
  readonly principles: readonly string[];
  readonly stepsList: readonly string[];
  readonly command: string;
  readonly limitsList: readonly string[];
  readonly alarmWhat: string;
}

/** How anyone checks what the service gave them, with a program of one file. */
export function ProofSteps({ words, program, file }: { words: ProofWords; program: string; file: string }) {
  return (
    <>
      <Section id="how" title={common.how}>
        <ul className={styles.list}>{words.principles.map((each) => <li key={each}>{each}</li>)}</ul>
      </Section>
      <Section id="steps" title={common.steps}>
        <ol className={styles.list}>{words.stepsList.map((each) => <li key={each}>{each}</li>)}</ol>
        {/* A long line scrolls in its own box, which the keyboard must reach. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <code className={styles.command} role="region" aria-label={common.commandLabel} tabIndex={0}>{words.command}</code>
        <p><a href={program} download={file}>{common.program}</a></p>
      </Section>
      <Section id="limits" title={common.limits}>
        <ul className={styles.list}>{words.limitsList.map((each) => <li key={each}>{each}</li>)}</ul>
      </Section>
      <Notice tone="care" title={common.alarm}>{words.alarmWhat}</Notice>
    </>
  );
}
