import { Link } from "react-router";
import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { Card } from "../../../components/Card";
import { Icon } from "../../../components/Icon";
import { Page } from "../../../components/Page";
import { activation } from "../../../i18n/activation";
import { labels } from "../../../i18n/words";
import styles from "./activation.module.css";

const { start } = activation;

/** ACT-10: one button starts activating and opposing alike. */
export function StartPage() {
  return (
    <Page width="form" title={start.title} lead={start.lead}>
      <Card>
        <h2>{start.needTitle}</h2>
        <ul role="list" className={styles.needs}>
          {start.needs.map((need) => (
            <li key={need.title}><Icon name={need.icon} /><div><strong>{need.title}</strong><p>{need.what}</p></div></li>
          ))}
        </ul>
        <ButtonAnchor to="/activation/identification" wide>{start.begin}</ButtonAnchor>
      </Card>
      <p>{start.noCode} <Link to="/activation/code">{labels.newCode}</Link></p>
    </Page>
  );
}
