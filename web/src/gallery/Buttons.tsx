import { Button } from "../components/Button";
import { ButtonAnchor } from "../components/ButtonAnchor";
import { Logo } from "../components/Logo";
import { Actions } from "../components/Page";

export function Buttons() {
  return (
    <>
      <Logo suffix="Espace professionnel" />
      <Actions>
        <Button>Principal</Button>
        <Button kind="secondary">Secondaire</Button>
        <Button kind="quiet">Discret</Button>
        <Button kind="danger">Dangereux</Button>
      </Actions>
      <Actions>
        <Button icon="plus">Avec une icône</Button>
        <Button isPending>En cours</Button>
        <Button isDisabled>Inactif</Button>
        <ButtonAnchor to="/" kind="secondary" iconAfter="right">Lien</ButtonAnchor>
      </Actions>
    </>
  );
}
