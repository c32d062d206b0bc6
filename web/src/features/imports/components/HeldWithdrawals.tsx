import { useState } from "react";
import { asProblem, type Problem } from "../../../api/problem";
import { Button } from "../../../components/Button";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { sayDone } from "../../../components/Confirmation";
import { Notice } from "../../../components/Notice";
import { Actions } from "../../../components/Page";
import { imports as text } from "../../../i18n/imports";
import { type Decision, decideWithdrawals, type Withdrawals } from "../api/imports";

/** MIN-08: the file leaves out too many attachments to be believed; an operator has them withdrawn, or drops them. */
export function HeldWithdrawals({ id, withdrawals, onDecided }: { id: string; withdrawals: Withdrawals; onDecided: () => void }) {
  const [asked, setAsked] = useState<Decision>();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  if (withdrawals.state !== "held") return <Notice>{text.settled[withdrawals.state]}</Notice>;
  const ask = (decision: Decision | undefined) => {
    setProblem(undefined);
    setAsked(decision);
  };
  const decide = async (decision: Decision) => {
    setPending(true);
    setProblem(undefined);
    try {
      await decideWithdrawals(id, decision);
      sayDone(text.decided[decision]);
      onDecided();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setPending(false);
    }
  };
  const dialog = { isPending, problem, onCancel: () => ask(undefined) };
  return (
    <Notice tone="care" title={text.heldTitle}>
      <p>{text.heldWhat(withdrawals.attachments, withdrawals.listed)}</p>
      <p>{text.heldAdvice}</p>
      <Actions>
        <Button kind="secondary" onPress={() => ask("drop")}>{text.dropWithdrawals}</Button>
        <Button kind="danger" onPress={() => ask("confirm")}>{text.confirmWithdrawals}</Button>
      </Actions>
      <ConfirmDialog {...dialog} isOpen={asked === "confirm"} title={text.confirmTitle} confirm={text.confirmWithdrawals} tone="danger" onConfirm={() => void decide("confirm")}>
        <p>{text.confirmWhat(withdrawals.children, withdrawals.parents)}</p>
      </ConfirmDialog>
      <ConfirmDialog {...dialog} isOpen={asked === "drop"} title={text.dropTitle} confirm={text.dropWithdrawals} onConfirm={() => void decide("drop")}>
        <p>{text.dropWhat}</p>
      </ConfirmDialog>
    </Notice>
  );
}
