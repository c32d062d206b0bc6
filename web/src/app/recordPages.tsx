import { Navigate } from "react-router";
import { LinkCard } from "../components/Card";
import { AdministratorPage } from "../features/confidentiality/pages/AdministratorPage";
import { RecordDepositPage, RecordDocumentPage, RecordDocumentsPage } from "../features/documents/pages/recordPages";
import { RecordProfilePage } from "../features/profile/pages/RecordProfilePage";
import { useRecordInHand } from "../features/patients/PatientsInHand";
import { administration } from "../i18n/confidentiality";
import { messaging } from "../i18n/messaging";

/** Where the record (feature patients) meets its documents (feature documents) and its profile (feature profile). */

export function RecordDocuments() {
  const { administrator, ...inHand } = useRecordInHand();
  return (
    <>
      {administrator && <LinkCard to={`/pro/dossiers/${inHand.record}/professionnels`} icon="users" title={administration.card} what={administration.cardWhat} />}
      {!inHand.readOnly && <LinkCard to={`/pro/dossiers/${inHand.record}/messages`} icon="mail" title={messaging.professional.card} what={messaging.professional.cardWhat} />}
      <RecordDocumentsPage {...inHand} />
    </>
  );
}

/** For who is no administrator there is no such page. */
export function RecordProfessionals() {
  const { record, administrator } = useRecordInHand();
  return administrator ? <AdministratorPage record={record} /> : <Navigate to={`/pro/dossiers/${record}`} replace />;
}

export function RecordDeposit() {
  return <RecordDepositPage {...useRecordInHand()} />;
}

export function RecordDocument() {
  return <RecordDocumentPage {...useRecordInHand()} />;
}

export function RecordProfile() {
  return <RecordProfilePage {...useRecordInHand()} />;
}
