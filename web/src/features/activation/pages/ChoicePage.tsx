import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { Card } from "../../../components/Card";
import { Notice } from "../../../components/Notice";
import { Page } from "../../../components/Page";
import { Steps } from "../../../components/Steps";
import { activation } from "../../../i18n/activation";
import { longDate } from "../../../i18n/format";
import { labels } from "../../../i18n/words";
import type { Identification } from "../api/activation";
import { ChildChoice } from "../components/ChildChoice";
import { useIdentification } from "../journey";
import styles from "./activation.module.css";

const text = activation.choice;

/** ACT-24: two choices, of equal worth. */
export function ChoicePage() {
  const identification = useIdentification();
  return identification.minor ? <ChildChoice child={identification} /> : <OwnChoice {...identification} />;
}

function OwnChoice({ given_name: name, state, opposition_deadline: deadline }: Identification) {
  const already = state === "activated";
  const lead = deadline !== null && state === "invited" ? text.lead(longDate(deadline)) : text.noDeadline;
  return (
    <Page width="form" title={text.title(name)} lead={already ? undefined : lead}>
      <Steps label={activation.steps.label} steps={activation.steps.names} current={1} />
      {state === "opposed" && <Notice title={text.opposedTitle}>{text.opposed}</Notice>}
      {state === "closed" && <Notice title={text.closedTitle}>{text.closed}</Notice>}
      {already && <Notice title={text.activatedTitle}>{text.activated}</Notice>}
      <div className={styles.ways}>
        <Card>
          <div className={styles.way}>
            <ButtonAnchor to={already ? "/acces-oublies/nouveaux-acces" : "/activation/coordonnees"} wide>{already ? text.again : labels.activateAccount}</ButtonAnchor>
            {!already && <p>{text.activateWhat}</p>}
          </div>
        </Card>
        {!already && state !== "opposed" && state !== "closed" && (
          <Card>
            <div className={styles.way}>
              <ButtonAnchor to="/activation/opposition" kind="secondary" wide>{labels.opposeAccount}</ButtonAnchor>
              <p>{state === "auto_created" ? text.opposeCreatedWhat : text.opposeWhat}</p>
            </div>
          </Card>
        )}
      </div>
    </Page>
  );
}
