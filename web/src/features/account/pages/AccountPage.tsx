import { Link } from "react-router";
import { useResource } from "../../../api/useResource";
import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { Card } from "../../../components/Card";
import { Actions, Page, Section } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Skeleton } from "../../../components/States";
import { account as text } from "../../../i18n/account";
import { mobileNumber } from "../../../i18n/format";
import { labels } from "../../../i18n/words";
import { type Account, showAccount } from "../api/account";
import { ChannelForm } from "../components/ChannelForm";
import { Sessions } from "../components/Sessions";
import styles from "./AccountPage.module.css";

/** The own account: how one is reached, how one logs in, where one is logged in. */
export function AccountPage() {
  const resource = useResource("account", showAccount);
  return (
    <Page title={text.title} lead={text.lead} back={{ to: "/parametres", label: labels.settings }}>
      {resource.state === "loading" && <Skeleton lines={3} />}
      {resource.state === "failed" && <ProblemNotice problem={resource.problem} onRetry={resource.reload} />}
      {resource.state === "ready" && <Details account={resource.data} onChange={resource.replace} />}
      <Section id="sessions" title={text.sessions.title}><Sessions /></Section>
    </Page>
  );
}

function Details({ account, onChange }: { account: Account; onChange: (account: Account) => void }) {
  const { email, mobile } = account.contact;
  const ways = [
    { name: text.contact.email, value: email, to: "/parametres/compte/e-mail", label: text.contact.editEmail },
    { name: text.contact.mobile, value: mobile && mobileNumber(mobile), to: "/parametres/compte/mobile", label: text.contact.editMobile },
  ];
  return (
    <>
      <Section id="contact" title={text.contact.title}>
        <p>{text.contact.what}</p>
        <dl className={styles.facts}>
          {ways.map((way) => (
            <div key={way.to}>
              <dt>{way.name}</dt>
              <dd>{way.value ?? text.contact.none}</dd>
              <dd><Link to={way.to} aria-label={way.label}>{text.contact.edit}</Link></dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section id="channel" title={text.channel.title}><ChannelForm account={account} onChange={onChange} /></Section>
      <Section id="access" title={text.access}>
        <Card>
          <dl className={styles.facts}><div><dt>{text.identifier}</dt><dd>{account.identifier}</dd></div></dl>
          <p>{text.identifierLost} <Link to="/acces-oublies">{text.recover}</Link></p>
          <Actions><ButtonAnchor to="/parametres/compte/mot-de-passe" kind="secondary" icon="lock">{text.password.title}</ButtonAnchor></Actions>
        </Card>
      </Section>
    </>
  );
}
