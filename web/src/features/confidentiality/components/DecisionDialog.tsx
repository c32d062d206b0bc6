import type { Considered } from "../../../api/preview";
import { useAct } from "../../../components/useAct";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { sayDone } from "../../../components/Confirmation";
import { PreviewLine } from "../../../components/PreviewLine";
import { administration, confidentiality as text } from "../../../i18n/confidentiality";
import { appointAdministrator, type BlockAnswer, blockProfessional, type Relation, removeAdministrator, unblockProfessional } from "../api/relations";

export type Decision = "block" | "unblock" | "appoint" | "remove";

export interface Intention {
  act: Decision;
  relation: Relation;
}

const CALLS = { block: blockProfessional, unblock: unblockProfessional, appoint: appointAdministrator, remove: removeAdministrator };

const CONSIDERED: Record<Decision, (id: string) => Considered> = { block: (block) => ({ block }), unblock: (unblock) => ({ unblock }), appoint: (appoint) => ({ appoint }), remove: (remove) => ({ remove }) };

interface DecisionDialogProps {
  record: string;
  intention: Intention;
  /** The administrator blocks at the person's request, in their words (ADM-06). */
  byAdministrator?: boolean;
  onDone: (intention: Intention, answer: BlockAnswer) => void;
  onCancel: () => void;
}

/** Says what the act changes and how to come back, then tells whether it is effective everywhere. */
export function DecisionDialog({ record, intention, byAdministrator = false, onDone, onCancel }: DecisionDialogProps) {
  const { act, relation } = intention;
  const { id, display_name: name } = relation.professional;
  const words = byAdministrator ? administration.block : text.decisions[act];
  const doing = useAct(async () => {
    const answer = await CALLS[act](record, id);
    sayDone(words.done(name, answer.state === "effective"));
    onDone(intention, answer);
  });
  return (
    <ConfirmDialog
      isOpen title={words.title(name)} confirm={words.verb} tone={act === "block" ? "danger" : "primary"}
      isPending={doing.isPending} problem={doing.problem} onConfirm={doing.run} onCancel={onCancel}
    >
      {words.what.map((what) => <p key={what}>{what}</p>)}
      {!byAdministrator && <PreviewLine record={record} considered={CONSIDERED[act](id)} />}
    </ConfirmDialog>
  );
}
