import { useState } from "react";
import { asProblem, type Problem } from "../../../api/problem";
import { Button } from "../../../components/Button";
import { Checkbox } from "../../../components/Choice";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { sayDone } from "../../../components/Confirmation";
import { Notice } from "../../../components/Notice";
import { Actions } from "../../../components/Page";
import { documents as text } from "../../../i18n/documents";
import { longDate } from "../../../i18n/format";
import { changeDocument, deleteDocument, type Tagged } from "../api/documents";
import { ReplaceDocument } from "./ReplaceDocument";

interface ProfessionalActionsProps {
  record: string;
  tagged: Tagged;
  administrator: boolean;
  onChanged: (tagged: Tagged) => void;
  onRemoved: () => void;
  /** Says by which document. */
  onReplaced: (by: string) => void;
}

type Asked = "announce" | "show" | "hide" | "remove" | "replace" | null;
const words = text.professional;

/** PSS-03 to PSS-06: what a professional does with a document of their own; ADM-05: what the administrator does with another's. */
export function ProfessionalActions({ record, tagged, administrator, onChanged, onRemoved, onReplaced }: ProfessionalActionsProps) {
  const [asked, setAsked] = useState<Asked>(null);
  const [attested, setAttested] = useState(false);
  const [unattested, setUnattested] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const { document } = tagged;
  const ask = (what: Asked) => {
    setProblem(undefined);
    setAttested(false);
    setUnattested(false);
    setAsked(what);
  };
  const act = async (work: () => Promise<void>) => {
    setPending(true);
    setProblem(undefined);
    try {
      await work();
      setAsked(null);
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setPending(false);
    }
  };
  const announce = () => act(async () => {
    onChanged(await changeDocument(record, tagged, { announced: true }));
    sayDone(words.announced);
  });
  const show = () => act(async () => {
    onChanged(await changeDocument(record, tagged, { to_representatives: true }));
    sayDone(text.secret.done);
  });
  const hide = async () => {
    if (!attested) return setUnattested(true);
    await act(async () => {
      onChanged(await changeDocument(record, tagged, { hidden: true, patient_request: true }));
      sayDone(text.hiddenDone);
    });
  };
  const remove = () => act(async () => {
    await deleteDocument(record, document.id);
    onRemoved();
  });
  const dialog = { isPending, problem, onCancel: () => ask(null) };
  const isCurrent = document.status === "current";
  const own = document.depositor.mine && isCurrent;
  const mayHide = !document.hidden && document.withheld_until === null;
  return (
    <>
      {document.withheld_until !== null && <Notice>{words.notYet(longDate(document.withheld_until))}</Notice>}
      {own && (
        <Actions>
          {document.withheld_until !== null && <Button kind="secondary" icon="eye" onPress={() => ask("announce")}>{words.announce}</Button>}
          {document.hidden_from_representatives && <Button kind="secondary" icon="eye" onPress={() => ask("show")}>{text.secret.showForProfessionals}</Button>}
          {mayHide && <Button kind="secondary" icon="eyeOff" onPress={() => ask("hide")}>{words.hide}</Button>}
          <Button kind="quiet" icon="upload" onPress={() => ask("replace")}>{text.replace.open}</Button>
          <Button kind="quiet" icon="trash" onPress={() => ask("remove")}>{text.remove}</Button>
        </Actions>
      )}
      {administrator && isCurrent && !own && mayHide && <Actions><Button kind="secondary" icon="eyeOff" onPress={() => ask("hide")}>{words.hide}</Button></Actions>}
      <ConfirmDialog {...dialog} isOpen={asked === "announce"} title={words.announceTitle} confirm={words.announce} onConfirm={() => void announce()}><p>{words.announceWhat}</p></ConfirmDialog>
      <ConfirmDialog {...dialog} isOpen={asked === "show"} title={text.secret.showTitleForProfessionals} confirm={text.secret.showForProfessionals} onConfirm={() => void show()}><p>{text.secret.showWhatForProfessionals}</p></ConfirmDialog>
      <ConfirmDialog {...dialog} isOpen={asked === "hide"} title={words.hideTitle} confirm={words.hide} onConfirm={() => void hide()}>
        <p>{own ? words.hideWhat : words.hideAnothersWhat}</p>
        <Checkbox name="attest" isSelected={attested} onChange={setAttested} error={unattested && !attested ? words.hideWrong : undefined}>{words.hideAttest}</Checkbox>
      </ConfirmDialog>
      <ConfirmDialog {...dialog} isOpen={asked === "remove"} title={text.removeTitle} confirm={text.remove} tone="danger" onConfirm={() => void remove()}><p>{words.removeWhat}</p></ConfirmDialog>
      {asked === "replace" && <ReplaceDocument record={record} tagged={tagged} onClose={() => ask(null)} onReplaced={onReplaced} />}
    </>
  );
}
