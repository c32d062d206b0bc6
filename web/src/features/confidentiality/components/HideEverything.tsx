import { useState } from "react";
import { asProblem, type Problem } from "../../../api/problem";
import { useResource } from "../../../api/useResource";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { sayDone } from "../../../components/Confirmation";
import { Actions, Section } from "../../../components/Page";
import { PreviewLine } from "../../../components/PreviewLine";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Skeleton } from "../../../components/States";
import { confidentiality } from "../../../i18n/confidentiality";
import { longDate } from "../../../i18n/format";
import { changeVisibility, showVisibility } from "../api/visibility";

const text = confidentiality.everything;

/** DOC-26, DOC-27: everything hidden at once, in emergencies too, and back. */
export function HideEverything({ record }: { record: string }) {
  const found = useResource(record, (signal) => showVisibility(record, signal));
  const [asked, setAsked] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const hidden = found.state === "ready" && found.data.all_hidden;
  const turn = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      found.replace(await changeVisibility(record, !hidden));
      setAsked(false);
      sayDone(hidden ? text.shownDone : text.hiddenDone);
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setPending(false);
    }
  };
  return (
    <Section id="everything" title={text.title}>
      {found.state === "loading" && <Skeleton lines={1} />}
      {found.state === "failed" && <ProblemNotice problem={found.problem} onRetry={found.reload} />}
      {found.state === "ready" && (
        <Card>
          <p>{hidden ? text.hidden(longDate(found.data.since ?? "")) : text.shown}</p>
          <Actions><Button kind="secondary" icon={hidden ? "eye" : "eyeOff"} onPress={() => setAsked(true)}>{hidden ? text.show : text.hide}</Button></Actions>
        </Card>
      )}
      <ConfirmDialog isOpen={asked} isPending={isPending} problem={problem} title={hidden ? text.showTitle : text.hideTitle} confirm={hidden ? text.show : text.hide} onConfirm={() => void turn()} onCancel={() => setAsked(false)}>
        <p>{hidden ? text.showWhat : text.hideWhat}</p>
        {!hidden && <p>{text.hideBack}</p>}
        <PreviewLine record={record} considered={{ all_hidden: !hidden }} />
      </ConfirmDialog>
    </Section>
  );
}
