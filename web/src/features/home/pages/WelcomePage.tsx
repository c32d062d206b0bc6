import type { ReactNode } from "react";
import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { Cards, LinkCard } from "../../../components/Card";
import { Page } from "../../../components/Page";
import { welcome as text } from "../../../i18n/public";
import { useActor } from "../../../session/store";

/** LOG-12: the first connection ever; where to begin, among what exists. */
export function WelcomePage({ notice }: { notice: ReactNode }) {
  const actor = useActor();
  return (
    <Page title={text.title(actor.display_name)} lead={text.lead} action={<ButtonAnchor to="/accueil" kind="secondary">{text.later}</ButtonAnchor>}>
      {notice}
      <Cards>
        <LinkCard to="/parametres/compte" icon="user" {...text.steps.contact} />
        <LinkCard to="/documents/ajouter" icon="upload" {...text.steps.document} />
        <LinkCard to="/parametres/confidentialite" icon="shield" {...text.steps.confidentiality} />
      </Cards>
    </Page>
  );
}
