import { Navigate } from "react-router";
import { RecordConversationPage, RecordMessagesPage, RecordNewMessagePage } from "../features/messaging/pages/recordPages";
import { useRecordInHand } from "../features/patients/PatientsInHand";

/** Where the record (feature patients) and its messages (feature messaging) meet; an emergency lets read documents only (EMG-06). */
function withinCare(Inside: typeof RecordMessagesPage) {
  return function WithinCare() {
    const { record, onRefused, readOnly } = useRecordInHand();
    return readOnly ? <Navigate to={`/pro/dossiers/${record}`} replace /> : <Inside record={record} onRefused={onRefused} />;
  };
}

export const RecordMessages = withinCare(RecordMessagesPage);
export const RecordNewMessage = withinCare(RecordNewMessagePage);
export const RecordConversation = withinCare(RecordConversationPage);
