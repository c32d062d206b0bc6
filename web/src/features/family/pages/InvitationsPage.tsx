import { useState } from "react";
import { useResource } from "../../../api/useResource";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { Checkbox } from "../../../components/Choice";
import { sayDone } from "../../../components/Confirmation";
import { Form } from "../../../components/Form";
import { Actions, Page, Section } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Empty, Skeleton } from "../../../components/States";
import { useAct } from "../../../components/useAct";
import { useForm } from "../../../components/useForm";
import { family } from "../../../i18n/family";
import { longDate } from "../../../i18n/format";
import { useProfile } from "../../../session/profile";
import { acceptInvitation, declineInvitation, type Invitation, listInvitations } from "../api/family";
import styles from "./family.module.css";

const text = family.received;

/** MIN-20: accepted or declined from one's own account. */
export function InvitationsPage() {
  const { refresh } = useProfile();
  const found = useResource("invitations", listInvitations);
  const answered = () => {
    found.reload();
    refresh();
  };
  return (
    <Page width="form" title={text.title} lead={text.lead}>
      {found.state === "loading" && <Skeleton lines={3} />}
      {found.state === "failed" && <ProblemNotice problem={found.problem} onRetry={found.reload} />}
      {found.state === "ready" && found.data.invitations.length === 0 && <Empty icon="mail" title={text.none} what={text.noneWhat} />}
      {found.state === "ready" && found.data.invitations.map((invitation) => <OneInvitation key={invitation.id} invitation={invitation} onAnswered={answered} />)}
    </Page>
  );
}

function OneInvitation({ invitation, onAnswered }: { invitation: Invitation; onAnswered: () => void }) {
  const { id, child, inviter, expires_at: until } = invitation;
  const [certified, setCertified] = useState(false);
  const certifiedName = `certified-${id}`;
  const accepting = useForm({
    check: () => (certified ? {} : { [certifiedName]: text.certifyMissing }),
    send: async () => {
      await acceptInvitation(id);
      sayDone(text.accepted(child));
      onAnswered();
    },
  });
  const declining = useAct(async () => {
    await declineInvitation(id);
    sayDone(text.declined);
    onAnswered();
  });
  return (
    <Section id={`invitation-${id}`} title={child}>
      <Card>
        <p>{text.from(inviter)} <span className={styles.born}>{text.until(longDate(until))}</span></p>
        <Form form={accepting} label={text.form(child)}>
          <Checkbox name={certifiedName} isSelected={certified} onChange={setCertified} error={accepting.errors[certifiedName]}>{text.certify(child)}</Checkbox>
          {declining.problem && <ProblemNotice problem={declining.problem} />}
          <Actions>
            <Button type="submit" isPending={accepting.isPending}>{text.accept}</Button>
            <Button kind="secondary" isPending={declining.isPending} onPress={declining.run}>{text.decline}</Button>
          </Actions>
        </Form>
      </Card>
    </Section>
  );
}
