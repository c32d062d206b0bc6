import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { activation } from "../../../i18n/activation";
import { Outcome } from "../components/Outcome";

const text = activation.done;

/** ACT-36. */
export function ActivatedPage() {
  return (
    <Outcome icon="check" title={text.title}>
      <p>{text.what}</p>
      <ButtonAnchor to="/connexion" wide>{text.finish}</ButtonAnchor>
    </Outcome>
  );
}
