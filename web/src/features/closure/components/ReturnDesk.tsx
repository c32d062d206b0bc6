import { useState } from "react";
import { useNavigate } from "react-router";
import { asProblem, type Problem } from "../../../api/problem";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { sayDone } from "../../../components/Confirmation";
import { Actions, Page, Section } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { closed as text, closure } from "../../../i18n/closure";
import { longDate } from "../../../i18n/format";
import { type ClosedProfile, reactivateProfile, requestDeletionOfClosed, type Session } from "../api/closure";

interface ReturnDeskProps {
  profile: ClosedProfile;
  onSession: (session: Session) => void;
  onLeave: () => void;
}

/** CLO-05: what someone finds who logs in to a closed profile: the way back, or the way out for good. */
export function ReturnDesk({ profile, onSession, onLeave }: ReturnDeskProps) {
  const navigate = useNavigate();
  const [pending, setPending] = useState<"reactivate" | "erase">();
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const attempt = async (act: "reactivate" | "erase", work: () => Promise<void>) => {
    setPending(act);
    setProblem(undefined);
    try {
      await work();
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setAsking(false);
      setPending(undefined);
    }
  };
  const reactivate = () => attempt("reactivate", async () => {
    const session = await reactivateProfile(profile.ticket);
    sayDone(text.reactivate.done, { onNextPage: true });
    onSession(session);
  });
  const erase = () => attempt("erase", async () => {
    const { id } = await requestDeletionOfClosed(profile.ticket);
    await navigate(`/suppression/${id}`, { replace: true });
  });
  return (
    <Page width="form" title={text.title} lead={text.lead(profile.given_name)}>
      {profile.closed_at !== null && <p>{text.since(longDate(profile.closed_at))}</p>}
      {problem && <ProblemNotice problem={problem} />}
      <Section id="reactivate" title={text.reactivate.title}>
        <Card>
          <p>{text.reactivate.what}</p>
          <Actions><Button wide isPending={pending === "reactivate"} onPress={() => void reactivate()}>{text.reactivate.act}</Button></Actions>
        </Card>
      </Section>
      <Section id="erase" title={text.erase.title}>
        <Card>
          <p>{text.erase.what}</p>
          <Actions><Button kind="danger" onPress={() => setAsking(true)}>{closure.erase.act}</Button></Actions>
        </Card>
      </Section>
      <Actions><Button kind="quiet" onPress={onLeave}>{text.leave}</Button></Actions>
      <ConfirmDialog
        isOpen={isAsking} title={closure.erase.sure} confirm={closure.erase.act} tone="danger" isPending={pending === "erase"}
        onConfirm={() => void erase()} onCancel={() => setAsking(false)}
      >
        <p>{closure.erase.what}</p>
        <p>{closure.erase.back}</p>
      </ConfirmDialog>
    </Page>
  );
}
