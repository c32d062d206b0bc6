import { legalPage, privacyPage } from "../../../i18n/public";
import { TextPage } from "./TextPage";

export function LegalPage() {
  return <TextPage title={legalPage.title} sections={legalPage.sections} />;
}

export function PrivacyPage() {
  return <TextPage title={privacyPage.title} lead={privacyPage.lead} sections={privacyPage.sections} />;
}
