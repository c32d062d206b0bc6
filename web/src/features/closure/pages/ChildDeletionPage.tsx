import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useResource } from "../../../api/useResource";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { Actions, Page } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Skeleton } from "../../../components/States";
import { closure } from "../../../i18n/closure";
import { family } from "../../../i18n/family";
import { useProfile } from "../../../session/profile";
import { nameOfChild, requestDeletion } from "../api/closure";
import { ProofSteps } from "../components/ProofSteps";

const text = closure.child.erase;

/** CLO-03, CLO-09: the data of a child whose profile is closed, erased from a representative's own pages: the child's are shut. */
export function ChildDeletionPage() {
  const { child = "" } = useParams();
  const navigate = useNavigate();
  const { refresh } = useProfile();
  const name = useResource(child, (signal) => nameOfChild(child, signal));
  const [step, setStep] = useState<"told" | "asked" | "confirmed">("told");
  const back = { to: "/profils", label: family.profiles };
  if (name.state === "failed") return <Page width="form" title={text.title} back={back}><ProblemNotice problem={name.problem} onRetry={name.reload} /></Page>;
  if (name.state === "loading") return <Page width="form" title={text.title} back={back}><Skeleton lines={2} /></Page>;
  return (
    <Page width="form" title={text.titleOf(name.data)} back={back}>
      {step === "confirmed"
        ? (
          <ProofSteps
            act={text.act} onCancel={() => setStep("told")}
            onProof={async (proof) => {
              const { id } = await requestDeletion(child, proof);
              refresh();
              await navigate(`/suppression/${id}`, { replace: true });
            }}
          />
        )
        : (
          <Card>
            <p>{text.what}</p>
            <ul>{text.points.map((point) => <li key={point}>{point}</li>)}</ul>
            <p>{text.backClosed}</p>
            <Actions><Button kind="danger" onPress={() => setStep("asked")}>{text.act}</Button></Actions>
          </Card>
        )}
      <ConfirmDialog isOpen={step === "asked"} title={text.sure} confirm={text.act} tone="danger" onConfirm={() => setStep("confirmed")} onCancel={() => setStep("told")}>
        <p>{text.what}</p>
        <p>{text.backClosed}</p>
      </ConfirmDialog>
    </Page>
  );
}
