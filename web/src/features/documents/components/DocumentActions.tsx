import { useState } from "react";
import { asProblem, type Problem } from "../../../api/problem";
import { Button } from "../../../components/Button";
import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { sayDone } from "../../../components/Confirmation";
import { Actions } from "../../../components/Page";
import { PreviewLine } from "../../../components/PreviewLine";
import { documents as text } from "../../../i18n/documents";
import { changeDocument, deleteDocument, type Tagged } from "../api/documents";
import { EditInformation } from "./EditInformation";
import { ReplaceDocument } from "./ReplaceDocument";
import { WhoSees } from "./WhoSees";

interface DocumentActionsProps {
  record: string;
  tagged: Tagged;
  onChanged: (tagged: Tagged) => void;
  /** The document changed elsewhere: read it again. */
  onStale: () => void;
  onRemoved: () => void;
  /** Says by which document. */
  onReplaced: (by: string) => void;
}

type Asked = "show" | "hide" | "unhide" | "remove" | "edit" | "who" | "replace" | null;

/** DOC-15, DOC-22, DOC-29: only what this person may do with this document. */
export function DocumentActions({ record, tagged, onChanged, onStale, onRemoved, onReplaced }: DocumentActionsProps) {
  const [asked, setAsked] = useState<Asked>(null);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const { document } = tagged;
  const { mine } = document.depositor;

  const ask = (what: Asked) => {
    setProblem(undefined);
    setAsked(what);
  };
  const act = async (work: () => Promise<void>) => {
    setPending(true);
    setProblem(undefined);
    try {
      await work();
      setAsked(null);
    } catch (thrown) {
      const failure = asProblem(thrown);
      setProblem(failure);
      if (failure.status === 412) onStale();
    } finally {
      setPending(false);
    }
  };
  const setHidden = (hidden: boolean) => act(async () => {
    onChanged(await changeDocument(record, tagged, { hidden }));
    sayDone(hidden ? text.hiddenDone : text.unhiddenDone);
  });
  const show = () => act(async () => {
    onChanged(await changeDocument(record, tagged, { to_representatives: true }));
    sayDone(text.secret.done);
  });
  const remove = () => act(async () => {
    await deleteDocument(record, document.id);
    onRemoved();
  });
  const dialog = { isPending, problem, onCancel: () => ask(null) };
  return (
    <>
      <Actions>
        {document.hidden
          ? <Button kind="secondary" icon="eye" onPress={() => ask("unhide")}>{text.unhide}</Button>
          : <Button kind="secondary" icon="eyeOff" onPress={() => ask("hide")}>{text.hide}</Button>}
        <Button kind="quiet" icon="users" onPress={() => ask("who")}>{text.who.open}</Button>
        {document.hidden_from_representatives && <Button kind="quiet" icon="eye" onPress={() => ask("show")}>{text.secret.show}</Button>}
        <ButtonAnchor kind="quiet" icon="mail" to="/messages" state={{ attach: document.id }}>{text.send}</ButtonAnchor>
        {mine && <Button kind="quiet" icon="settings" onPress={() => ask("edit")}>{text.edit}</Button>}
        {mine && <Button kind="quiet" icon="upload" onPress={() => ask("replace")}>{text.replace.open}</Button>}
        {mine && <Button kind="quiet" icon="trash" onPress={() => ask("remove")}>{text.remove}</Button>}
      </Actions>
      <ConfirmDialog {...dialog} isOpen={asked === "hide"} title={text.hideTitle} confirm={text.hide} onConfirm={() => void setHidden(true)}><p>{mine ? text.hideMineWhat : text.hideWhat}</p><PreviewLine record={record} considered={{ document: document.id, hidden: true }} /></ConfirmDialog>
      <ConfirmDialog {...dialog} isOpen={asked === "unhide"} title={text.unhideTitle} confirm={text.unhide} onConfirm={() => void setHidden(false)}><p>{text.unhideWhat}</p><PreviewLine record={record} considered={{ document: document.id, hidden: false }} /></ConfirmDialog>
      <ConfirmDialog {...dialog} isOpen={asked === "show"} title={text.secret.showTitle} confirm={text.secret.show} onConfirm={() => void show()}><p>{text.secret.showWhat}</p></ConfirmDialog>
      <ConfirmDialog {...dialog} isOpen={asked === "remove"} title={text.removeTitle} confirm={text.remove} tone="danger" onConfirm={() => void remove()}><p>{text.removeWhat}</p></ConfirmDialog>
      {asked === "who" && <WhoSees record={record} tagged={tagged} onClose={() => ask(null)} onChanged={(after) => { onChanged(after); ask(null); sayDone(text.who.done); }} />}
      {asked === "replace" && <ReplaceDocument record={record} tagged={tagged} onClose={() => ask(null)} onReplaced={onReplaced} />}
      {asked === "edit" && <EditInformation record={record} tagged={tagged} onClose={() => ask(null)} onChanged={(after) => { onChanged(after); ask(null); sayDone(text.edited); }} />}
    </>
  );
}
