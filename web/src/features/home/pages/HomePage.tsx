import type { ReactNode } from "react";
import { Cards, LinkCard } from "../../../components/Card";
import { Page } from "../../../components/Page";
import { home as text } from "../../../i18n/confidentiality";
import { useProfile } from "../../../session/profile";
import { useActor } from "../../../session/store";

/** The space's first page: what has to be said first, then shortcuts to what exists (NAV-06). */
export function HomePage({ notice, profile }: { notice: ReactNode; profile: ReactNode }) {
  const actor = useActor();
  const { name, isChild } = useProfile();
  const { cards } = text;
  return (
    <Page title={isChild ? text.childTitle(name) : text.title(name)} lead={actor.first_login ? text.welcome : text.again}>
      {notice}
      <Cards>
        {profile}
        <LinkCard to="/documents/ajouter" icon="upload" {...cards.add} />
        <LinkCard to="/documents" icon="document" {...cards.documents} />
        <LinkCard to="/parametres/confidentialite" icon="shield" {...cards.confidentiality} />
        <LinkCard to="/historique" icon="clock" {...cards.history} />
      </Cards>
    </Page>
  );
}
