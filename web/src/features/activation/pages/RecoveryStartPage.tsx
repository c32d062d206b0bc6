import { Link } from "react-router";
import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { Card } from "../../../components/Card";
import { Icon } from "../../../components/Icon";
import { Page } from "../../../components/Page";
import { recovery } from "../../../i18n/account";
import { labels } from "../../../i18n/words";
import styles from "./activation.module.css";

const { start } = recovery;

/** LOG-10: what one needs to identify again. */
export function RecoveryStartPage() {
  return (
    <Page width="form" title={start.title} lead={start.lead} back={{ to: "/connexion", label: labels.login }}>
      <Card>
        <h2>{start.needTitle}</h2>
        <ul role="list" className={styles.needs}>
          {start.needs.map((need) => (
            <li key={need.title}><Icon name={need.icon} /><div><strong>{need.title}</strong><p>{need.what}</p></div></li>
          ))}
        </ul>
        <ButtonAnchor to="/acces-oublies/code" wide>{start.begin}</ButtonAnchor>
      </Card>
      <p><Link to="/acces-oublies/identification">{start.haveCode}</Link></p>
    </Page>
  );
}
