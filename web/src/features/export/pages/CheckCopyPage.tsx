import { Page } from "../../../components/Page";
import { ProofSteps } from "../../../components/ProofSteps";
import { copyCheck as text } from "../../../i18n/proof";

/** DOC-02: how anyone checks a copy that was taken away. */
export function CheckCopyPage() {
  const command = text.command(window.location.origin);
  return (
    <Page title={text.title} lead={text.lead} back={{ to: "/parametres/mes-donnees", label: text.back }}>
      <ProofSteps words={{ ...text, command }} program="/api/documents/export-verifier" file="verify_export.py" />
    </Page>
  );
}
