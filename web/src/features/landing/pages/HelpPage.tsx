import { Link } from "react-router";
import { Card, Cards } from "../../../components/Card";
import { Icon } from "../../../components/Icon";
import { Page, Section } from "../../../components/Page";
import { genuineMessages, helpPage } from "../../../i18n/public";
import styles from "./HelpPage.module.css";

/** Who helps, and the answers asked for most (SUP-01 to SUP-05). */
export function HelpPage() {
  return (
    <Page title={helpPage.title} lead={helpPage.lead}>
      <Cards>
        <Card>
          <h2 className={styles.title}><Icon name="phone" /> {helpPage.phoneTitle}</h2>
          <p>{helpPage.phone}</p>
          <p>{helpPage.deaf}</p>
          <p><a className={styles.call} href="tel:3422">3422</a></p>
        </Card>
        <Card>
          <h2 className={styles.title}><Icon name="users" /> {helpPage.deskTitle}</h2>
          <p>{helpPage.desk}</p>
        </Card>
        <Card>
          <h2 className={styles.title}><Icon name="shield" /> {helpPage.fraudTitle}</h2>
          <p>{helpPage.fraud}</p>
          <p><Link to="/aide/vrais-messages">{genuineMessages.link}</Link></p>
        </Card>
      </Cards>
      <Section id="questions" title={helpPage.questionsTitle}>
        <div className={styles.questions}>
          {helpPage.questions.map((question) => (
            <details key={question.q} className={styles.question}>
              <summary>{question.q}</summary>
              <p>{question.a}</p>
            </details>
          ))}
        </div>
      </Section>
    </Page>
  );
}
