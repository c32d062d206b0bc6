import { Notice } from "../../../components/Notice";
import { Page, Section } from "../../../components/Page";
import { historyCheck as text } from "../../../i18n/proof";
import styles from "./CheckPage.module.css";

/** HIS-07: how anyone checks their own history, with a program of one file. */
export function CheckPage() {
  return (
    <Page title={text.title} lead={text.lead} back={{ to: "/historique", label: text.back }}>
      <Section id="how" title={text.how}>
        <ul className={styles.list}>{text.principles.map((each) => <li key={each}>{each}</li>)}</ul>
      </Section>
      <Section id="steps" title={text.steps}>
        <ol className={styles.list}>{text.stepsList.map((each) => <li key={each}>{each}</li>)}</ol>
        {/* A long line scrolls in its own box, which the keyboard must reach. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <code className={styles.command} role="region" aria-label={text.commandLabel} tabIndex={0}>{text.command}</code>
        <p><a href="/api/consent/history-verifier" download="verify_history.py">{text.program}</a></p>
      </Section>
      <Section id="limits" title={text.limits}>
        <ul className={styles.list}>{text.limitsList.map((each) => <li key={each}>{each}</li>)}</ul>
      </Section>
      <Notice tone="care" title={text.alarm}>{text.alarmWhat}</Notice>
    </Page>
  );
}
