import { Page } from "../../../components/Page";
import { ProofSteps } from "../../../components/ProofSteps";
import { historyCheck as text } from "../../../i18n/proof";

/** HIS-07: how anyone checks their own history, with a program of one file. */
export function CheckPage() {
  const command = text.command(window.location.origin);
  return (
    <Page title={text.title} lead={text.lead} back={{ to: "/historique", label: text.back }}>
      <ProofSteps words={{ ...text, command }} program="/api/consent/history-verifier" file="verify_history.py" />
    </Page>
  );
}
