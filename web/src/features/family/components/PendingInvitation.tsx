import { Button } from "../../../components/Button";
import { sayDone } from "../../../components/Confirmation";
import { Notice } from "../../../components/Notice";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { useAct } from "../../../components/useAct";
import { family } from "../../../i18n/family";
import { longDate } from "../../../i18n/format";
import { cancelInvitation, type Representatives } from "../api/family";

const text = family.representatives;

interface PendingInvitationProps {
  record: string;
  invitation: NonNullable<Representatives["invitation"]>;
  onCancelled: () => void;
}

/** The same whether somebody was found or not (C-42). */
export function PendingInvitation({ record, invitation, onCancelled }: PendingInvitationProps) {
  const cancelling = useAct(async () => {
    await cancelInvitation(record);
    sayDone(text.cancelled);
    onCancelled();
  });
  return (
    <Notice title={text.waiting}>
      <p>{text.waitingWhat(`${invitation.given_name} ${invitation.family_name}`, longDate(invitation.expires_at))}</p>
      {cancelling.problem && <ProblemNotice problem={cancelling.problem} />}
      <Button kind="secondary" isPending={cancelling.isPending} onPress={cancelling.run}>{text.cancel}</Button>
    </Notice>
  );
}
