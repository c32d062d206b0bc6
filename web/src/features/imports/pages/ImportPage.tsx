import { useState } from "react";
import { useParams } from "react-router";
import { asProblem, type Problem } from "../../../api/problem";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { sayDone } from "../../../components/Confirmation";
import { Notice } from "../../../components/Notice";
import { Page, Section } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Progress } from "../../../components/Progress";
import { Skeleton } from "../../../components/States";
import { shortDate, time } from "../../../i18n/format";
import { imports as text } from "../../../i18n/imports";
import { type Import, invite } from "../api/imports";
import { Figures } from "../components/Figures";
import { HeldWithdrawals } from "../components/HeldWithdrawals";
import { RefusedLines } from "../components/RefusedLines";
import { StateTag } from "../components/StateTag";
import { useImport } from "../useImport";

/** One import: how far it is, what came out, which lines were refused and why, what waits for an operator. */
export function ImportPage() {
  const { import: id = "" } = useParams();
  const [asked, setAsked] = useState(0);
  const { current, problem } = useImport(id, asked);
  const back = { to: "/ops/imports", label: text.title };
  if (current === undefined) return <Page title={text.title} back={back}>{problem ? <ProblemNotice problem={problem} /> : <Skeleton lines={3} />}</Page>;
  const goesOn = () => setAsked((number) => number + 1);
  const moving = current.state === "waiting" || current.state === "running";
  return (
    <Page title={text.one(current.file_name)} lead={text.when(shortDate(current.started_at), time(current.started_at))} back={back} action={<StateTag current={current} />}>
      {problem && <Notice tone="care" icon="offline" role="status">{text.lost}</Notice>}
      {current.state === "failed" && <Notice tone="bad" title={text.failed} role="alert"><p>{current.reason} {text.failedWhat}</p></Notice>}
      {!moving && current.withdrawals && <HeldWithdrawals id={id} withdrawals={current.withdrawals} onDecided={goesOn} />}
      <Card>
        <Progress label={text.progress} value={current.state === "waiting" ? undefined : current.done} total={current.total} words={text.progressWords(current.done, current.total)} />
        <Figures current={current} />
        {!moving && <Invitations current={current} onInvited={goesOn} />}
      </Card>
      <Section id="refused-lines" title={text.refusedTitle}>
        <RefusedLines key={current.state} current={current} />
      </Section>
    </Page>
  );
}

function Invitations({ current, onInvited }: { current: Import; onInvited: () => void }) {
  const [asked, setAsked] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const send = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      await invite(current.id);
      setAsked(false);
      sayDone(text.inviteDone);
      onInvited();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setPending(false);
    }
  };
  return (
    <div>
      <Button icon="mail" onPress={() => setAsked(true)}>{text.invite}</Button>
      <ConfirmDialog isOpen={asked} title={text.inviteTitle} confirm={text.invite} isPending={isPending} problem={problem} onConfirm={() => void send()} onCancel={() => setAsked(false)}>
        <p>{text.inviteWhat}</p>
      </ConfirmDialog>
    </div>
  );
}
