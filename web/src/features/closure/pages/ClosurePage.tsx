import { useState } from "react";
import { useNavigate } from "react-router";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { Actions, Page, Section } from "../../../components/Page";
import { closure as text } from "../../../i18n/closure";
import { labels } from "../../../i18n/words";
import { useOwnRecord } from "../../../session/store";
import { closeProfile, type Proof, requestDeletion } from "../api/closure";
import { ProofSteps } from "../components/ProofSteps";

type Act = "close" | "erase";

/** CLO-02: two distinct acts, each told, confirmed, then proved with both factors (CLO-04, CLO-08). */
export function ClosurePage() {
  const record = useOwnRecord();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Act>();
  const [confirmed, setConfirmed] = useState<Act>();

  const carryOut = async (act: Act, proof: Proof) => {
    if (act === "close") {
      const { state } = await closeProfile(record, proof);
      await navigate("/profil-cloture", { replace: true, state: { spreading: state === "spreading" } });
    } else {
      const { id } = await requestDeletion(record, proof);
      await navigate(`/suppression/${id}`, { replace: true });
    }
  };
  return (
    <Page title={text.title} lead={text.lead} back={{ to: "/parametres", label: labels.settings }} width="form">
      {confirmed
        ? <ProofSteps act={text[confirmed].act} onProof={(proof) => carryOut(confirmed, proof)} onCancel={() => setConfirmed(undefined)} />
        : (["close", "erase"] as const).map((act) => <ActCard key={act} act={act} onAsk={() => setAsked(act)} />)}
      {asked && (
        <ConfirmDialog
          isOpen title={text[asked].sure} confirm={text[asked].act} tone="danger"
          onConfirm={() => { setConfirmed(asked); setAsked(undefined); }} onCancel={() => setAsked(undefined)}
        >
          <p>{text[asked].what}</p>
          <p>{text[asked].back}</p>
        </ConfirmDialog>
      )}
    </Page>
  );
}

function ActCard({ act, onAsk }: { act: Act; onAsk: () => void }) {
  const words = text[act];
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
