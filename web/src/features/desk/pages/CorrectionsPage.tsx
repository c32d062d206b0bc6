import { useState } from "react";
import { asProblem, type Problem } from "../../../api/problem";
import { useResource } from "../../../api/useResource";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { sayDone } from "../../../components/Confirmation";
import { Notice } from "../../../components/Notice";
import { Actions, Page } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Empty, Skeleton } from "../../../components/States";
import { useAct } from "../../../components/useAct";
import { desk } from "../../../i18n/desk";
import { mobileNumber, shortDate, time } from "../../../i18n/format";
import { type Correction, decideCorrection, listCorrections } from "../api/desk";
import styles from "../components/desk.module.css";

const text = desk.corrections;
type Decision = "approve" | "refuse";
interface Asked {
  correction: Correction;
  decision: Decision;
}

/** Four eyes: corrections that another agent proposed. */
export function CorrectionsPage() {
  const waiting = useResource("corrections", listCorrections);
  const [asked, setAsked] = useState<Asked>();
  const [problem, setProblem] = useState<Problem>();
  const deciding = useAct(async () => {
    if (asked === undefined) return;
    setProblem(undefined);
    try {
      await decideCorrection(asked.correction.id, asked.decision);
      sayDone(asked.decision === "approve" ? text.approved : text.refused);
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setAsked(undefined);
    waiting.reload();
  });
  return (
    <Page title={text.title} lead={text.lead}>
      {problem && <ProblemNotice problem={problem} />}
      {waiting.state === "loading" && <Skeleton lines={2} />}
      {waiting.state === "failed" && <ProblemNotice problem={waiting.problem} onRetry={waiting.reload} />}
      {waiting.state === "ready" && waiting.data.length === 0 && <Empty icon="users" title={text.empty} what={text.emptyWhat} />}
      {waiting.state === "ready" && waiting.data.length > 0 && (
        <ul role="list" className={styles.list} aria-label={text.list}>
          {waiting.data.map((correction) => <li key={correction.id}><One correction={correction} onDecide={(decision) => setAsked({ correction, decision })} /></li>)}
        </ul>
      )}
      {asked && (
        <ConfirmDialog
          isOpen title={text.sure[asked.decision](asked.correction.display_name)} confirm={text[asked.decision]} isPending={deciding.isPending}
          onConfirm={deciding.run} onCancel={() => setAsked(undefined)}
        >
          <p>{desk.call.fields[asked.correction.field]} : {shownOf(asked.correction)}</p>
          <p>{text.sureWhat[asked.decision]}</p>
        </ConfirmDialog>
      )}
    </Page>
  );
}

function shownOf({ field, proposed }: Correction): string {
  return field === "mobile" ? mobileNumber(proposed) : proposed;
}

function One({ correction, onDecide }: { correction: Correction; onDecide: (decision: Decision) => void }) {
  const name = correction.display_name;
  return (
    <Card>
      <h2>{desk.call.fields[correction.field]} : {name}</h2>
      <dl className={styles.facts}>
        <div><dt>{text.from}</dt><dd>{correction.current ?? text.unknown}</dd></div>
        <div><dt>{text.to}</dt><dd>{shownOf(correction)}</dd></div>
        <div><dt>{text.evidence}</dt><dd>{correction.evidence}</dd></div>
      </dl>
      <p>{text.at(shortDate(correction.proposed_at), time(correction.proposed_at))}</p>
      {correction.mine ? <Notice>{text.mine}</Notice> : (
        <Actions>
          <Button icon="check" aria-label={text.approveNamed(name)} onPress={() => onDecide("approve")}>{text.approve}</Button>
          <Button kind="secondary" icon="close" aria-label={text.refuseNamed(name)} onPress={() => onDecide("refuse")}>{text.refuse}</Button>
        </Actions>
      )}
    </Card>
  );
}
