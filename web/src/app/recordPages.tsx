import { RecordDepositPage, RecordDocumentPage, RecordDocumentsPage } from "../features/documents/pages/recordPages";
import { useRecordInHand } from "../features/patients/PatientsInHand";

/** Where the record (feature patients) and its documents (feature documents) meet. */

export function RecordDocuments() {
  return <RecordDocumentsPage {...useRecordInHand()} />;
}

export function RecordDeposit() {
  return <RecordDepositPage {...useRecordInHand()} />;
}

export function RecordDocument() {
  return <RecordDocumentPage {...useRecordInHand()} />;
}
