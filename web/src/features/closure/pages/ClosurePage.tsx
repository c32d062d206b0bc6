import { useState } from "react";
import { useNavigate } from "react-router";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { sayDone } from "../../../components/Confirmation";
import { Notice } from "../../../components/Notice";
import { Actions, Page, Section } from "../../../components/Page";
import { closure as text } from "../../../i18n/closure";
import { labels } from "../../../i18n/words";
import { openProfile, useProfile } from "../../../session/profile";
import { closeProfile, type Proof, requestDeletion } from "../api/closure";
import { ProofSteps } from "../components/ProofSteps";

type Act = "close" | "erase";

interface ActWords {
  title: string;
  what: string;
  points: readonly string[];
  back: string;
  act: string;
}

/** CLO-02: two distinct acts, each told, confirmed, then proved with both factors (CLO-04, CLO-08). */
export function ClosurePage() {
  const { record, name, isChild } = useProfile();
  const words = isChild ? text.child : text;
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Act>();
  const [confirmed, setConfirmed] = useState<Act>();

  const [isChildClosed, setChildClosed] = useState(false);

  const carryOut = async (act: Act, proof: Proof) => {
    if (act === "close") {
      const { state } = await closeProfile(record, proof);
      if (!isChild) return void (await navigate("/profil-cloture", { replace: true, state: { spreading: state === "spreading" } }));
      sayDone(text.child.close.done(name));
      return setChildClosed(true);
    }
    const { id } = await requestDeletion(record, proof);
    if (isChild) return openProfile(null, `/suppression/${id}`);
    await navigate(`/suppression/${id}`, { replace: true, state: { own: true } });
  };
  if (isChildClosed) {
    return (
      <Page title={text.title} width="form">
        <Notice tone="good" role="status">{text.child.close.back}</Notice>
        <Actions><Button onPress={() => openProfile(null, "/profils")}>{text.child.profiles}</Button></Actions>
      </Page>
    );
  }
  return (
    <Page title={text.title} lead={text.lead} back={{ to: "/parametres", label: labels.settings }} width="form">
      {confirmed
        ? <ProofSteps act={words[confirmed].act} onProof={(proof) => carryOut(confirmed, proof)} onCancel={() => setConfirmed(undefined)} />
        : (["close", "erase"] as const).map((act) => <ActCard key={act} act={act} words={words[act]} onAsk={() => setAsked(act)} />)}
      {asked && (
        <ConfirmDialog
          isOpen title={words[asked].sure} confirm={words[asked].act} tone="danger"
          onConfirm={() => { setConfirmed(asked); setAsked(undefined); }} onCancel={() => setAsked(undefined)}
        >
          <p>{words[asked].what}</p>
          <p>{words[asked].back}</p>
        </ConfirmDialog>
      )}
    </Page>
  );
}

function ActCard({ act, words, onAsk }: { act: Act; words: ActWords; onAsk: () => void }) {
  return (
    <Section id={act} title={words.title}>
      <Card>
        <p>{words.what}</p>
        <ul>{words.points.map((point) => <li key={point}>{point}</li>)}</ul>
        <p>{words.back}</p>
        <Actions><Button kind={act === "close" ? "secondary" : "danger"} onPress={onAsk}>{words.act}</Button></Actions>
      </Card>
    </Section>
  );
}
