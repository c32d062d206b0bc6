import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { Card } from "../../../components/Card";
import { Notice } from "../../../components/Notice";
import { activation } from "../../../i18n/activation";
import { longDate } from "../../../i18n/format";
import { Page } from "../../../components/Page";
import type { Identification } from "../api/activation";
import styles from "../pages/activation.module.css";

const text = activation.choice.child;

/** C-41: a child has no access of their own. A parent opens the space from theirs, or opposes it with the code they were sent. */
export function ChildChoice({ child }: { child: Identification }) {
  const { given_name: name, state, opposition_deadline: deadline } = child;
  return (
    <Page width="form" title={text.title(name)} lead={deadline !== null && state === "invited" ? text.lead(longDate(deadline)) : undefined}>
      {state === "opposed" && <Notice title={text.opposedTitle}>{text.opposed}</Notice>}
      <div className={styles.ways}>
        <Card>
          <div className={styles.way}>
            <ButtonAnchor to="/connexion" state={{ from: "/profils/ajouter" }} wide>{text.log}</ButtonAnchor>
            <p>{text.logWhat(name)}</p>
          </div>
        </Card>
        {(state === "invited" || state === "auto_created") && (
          <Card>
            <div className={styles.way}>
              <ButtonAnchor to="/activation/opposition" kind="secondary" wide>{text.oppose(name)}</ButtonAnchor>
              <p>{text.opposeWhat}</p>
            </div>
          </Card>
        )}
      </div>
    </Page>
  );
}
