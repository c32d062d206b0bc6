import { Navigate } from "react-router";
import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { activation } from "../../../i18n/activation";
import { longDate, time } from "../../../i18n/format";
import { labels, words } from "../../../i18n/words";
import { Outcome } from "../components/Outcome";
import { useJourney } from "../journey";

const text = activation.oppose;

export function OpposedPage() {
  const { opposition, identification } = useJourney().journey;
  if (opposition === null) return <Navigate to="/activation" replace />;
  return (
    <Outcome icon="check" title={text.doneTitle}>
      <p>{text.done(longDate(opposition.recorded_at), time(opposition.recorded_at))}</p>
      <p>{identification?.minor ? text.child.mind : text.doneMind}</p>
      <ButtonAnchor to="/" wide>{words.toHome}</ButtonAnchor>
      {!identification?.minor && <ButtonAnchor to="/activation/code" kind="quiet" wide>{labels.newCode}</ButtonAnchor>}
    </Outcome>
  );
}
