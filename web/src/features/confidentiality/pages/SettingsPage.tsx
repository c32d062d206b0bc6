import { Cards, LinkCard } from "../../../components/Card";
import { Page } from "../../../components/Page";
import { account } from "../../../i18n/account";
import { settings } from "../../../i18n/confidentiality";
import { family } from "../../../i18n/family";
import { notifications } from "../../../i18n/notifications";
import { useProfile } from "../../../session/profile";

/** NAV-05, for what exists. */
export function SettingsPage() {
  const { cards } = settings;
  const { isChild } = useProfile();
  return (
    <Page title={settings.title}>
      <Cards>
        {!isChild && <LinkCard to="/parametres/compte" icon="user" title={account.title} what={account.card} />}
        <LinkCard to="/parametres/notifications" icon="mail" title={notifications.title} what={notifications.card} />
        <LinkCard to="/parametres/confidentialite" icon="shield" {...cards.confidentiality} />
        {isChild && <LinkCard to="/parametres/representants" icon="user" {...family.representatives.card} />}
        <LinkCard to="/historique" icon="clock" {...cards.history} />
        <LinkCard to="/parametres/qui-peut-voir-quoi" icon="grid" {...cards.grid} />
        <LinkCard to="/parametres/mes-donnees" icon="download" {...cards.data} />
        <LinkCard to="/parametres/cloture" icon="logout" {...cards.closure} />
        <LinkCard to="/aide" icon="help" {...cards.help} />
      </Cards>
    </Page>
  );
}
