import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { activation } from "../../../i18n/activation";
import { Outcome } from "../components/Outcome";

const text = activation.done;

/** ACT-36, and the three ways out of ACT-37; the first two go through the first connection (ACT-39). */
export function ActivatedPage() {
  return (
    <Outcome icon="check" title={text.title}>
      <p>{text.what}</p>
      <ButtonAnchor to="/connexion" wide>{text.discover}</ButtonAnchor>
      <ButtonAnchor to="/connexion" state={{ from: "/profils/ajouter" }} kind="secondary" wide>{text.children}</ButtonAnchor>
      <ButtonAnchor to="/" kind="quiet" wide>{text.finish}</ButtonAnchor>
    </Outcome>
  );
}
