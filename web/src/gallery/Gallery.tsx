import { I18nProvider } from "react-aria-components";
import { Confirmation } from "../components/Confirmation";
import { Page, Section } from "../components/Page";
import { Buttons } from "./Buttons";
import { Fields } from "./Fields";
import { Messages } from "./Messages";
import { Overlays } from "./Overlays";
import { Things } from "./Things";

const PARTS = [
  { id: "boutons", title: "Boutons et liens", Part: Buttons },
  { id: "champs", title: "Champs de formulaire", Part: Fields },
  { id: "messages", title: "Messages et états", Part: Messages },
  { id: "choses", title: "Cartes, listes, tableaux, progression", Part: Things },
  { id: "dessus", title: "Dialogues et menus", Part: Overlays },
] as const;

export function Gallery() {
  return (
    <I18nProvider locale="fr-FR">
      <main>
        <Page title="Galerie des composants" lead="Chaque composant, dans chacun de ses états.">
          {PARTS.map(({ id, title, Part }) => <Section key={id} id={id} title={title}><Part /></Section>)}
        </Page>
        <Confirmation />
      </main>
    </I18nProvider>
  );
}
