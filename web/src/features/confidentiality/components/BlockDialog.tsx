import { useState } from "react";
import { asProblem, type Problem } from "../../../api/problem";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { sayDone } from "../../../components/Confirmation";
import { confidentiality as text } from "../../../i18n/confidentiality";
import { type BlockAnswer, blockProfessional, type Relation, unblockProfessional } from "../api/relations";

export interface Intention {
  act: "block" | "unblock";
  relation: Relation;
}

interface BlockDialogProps {
  record: string;
  intention: Intention;
  onDone: (intention: Intention, answer: BlockAnswer) => void;
  onCancel: () => void;
}

/** Says what the act changes and how to come back, then tells whether it is effective everywhere. */
export function BlockDialog({ record, intention, onDone, onCancel }: BlockDialogProps) {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const { id, display_name: name } = intention.relation.professional;
  const blocking = intention.act === "block";

  const confirm = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      const answer = await (blocking ? blockProfessional : unblockProfessional)(record, id);
      sayDone(doneMessage(blocking, answer.state)(name));
      onDone(intention, answer);
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setPending(false);
    }
  };
  return (
    <ConfirmDialog
      isOpen title={(blocking ? text.blockTitle : text.unblockTitle)(name)} confirm={blocking ? text.block : text.unblock} tone={blocking ? "danger" : "primary"}
      isPending={isPending} problem={problem} onConfirm={() => void confirm()} onCancel={onCancel}
    >
      {blocking ? <><p>{text.blockWhat}</p><p>{text.blockBack}</p></> : <p>{text.unblockWhat}</p>}
    </ConfirmDialog>
  );
}

function doneMessage(blocking: boolean, state: BlockAnswer["state"]): (name: string) => string {
  if (state === "effective") return blocking ? text.blockedEffective : text.unblockedEffective;
  return blocking ? text.blockedSpreading : text.unblockedSpreading;
}
