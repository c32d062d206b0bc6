import type { ReactNode } from "react";
import { useLocation } from "react-router";
import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { Cards, LinkCard } from "../../../components/Card";
import { Page } from "../../../components/Page";
import { welcome as text } from "../../../i18n/public";
import { useActor } from "../../../session/store";

/** LOG-12: the first connection ever; where to begin, among what exists. The page that was asked for is kept for later. */
export function WelcomePage({ notice }: { notice: ReactNode }) {
  const actor = useActor();
  const { state } = useLocation() as { state: { from?: string } | null };
  return (
    <Page title={text.title(actor.display_name)} lead={text.lead} action={<ButtonAnchor to={state?.from ?? "/accueil"} kind="secondary">{text.later}</ButtonAnchor>}>
      {notice}
      <Cards>
        <LinkCard to="/parametres/compte" icon="user" {...text.steps.contact} />
        <LinkCard to="/documents/ajouter" icon="upload" {...text.steps.document} />
        <LinkCard to="/parametres/confidentialite" icon="shield" {...text.steps.confidentiality} />
      </Cards>
    </Page>
  );
}
