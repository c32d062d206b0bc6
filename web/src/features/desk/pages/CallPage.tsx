import { useParams } from "react-router";
import { useResource } from "../../../api/useResource";
import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { Page, Section } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Skeleton } from "../../../components/States";
import { desk } from "../../../i18n/desk";
import { time } from "../../../i18n/format";
import { type Call, showCall } from "../api/desk";
import { CallFacts } from "../components/CallFacts";
import { CodeForm } from "../components/CodeForm";
import { CorrectionForm } from "../components/CorrectionForm";
import { OppositionForm } from "../components/OppositionForm";

const text = desk.call;

/** The file of one call: what an agent may know, and what they may do. */
export function CallPage() {
  const { call: id = "" } = useParams();
  const call = useResource(id, (signal) => showCall(id, signal));
  if (call.state === "ready") return <File call={call.data} onChange={call.replace} />;
  return (
    <Page title={desk.script.title} back={{ to: "/ops/3422", label: text.another }}>
      {call.state === "loading" ? <Skeleton lines={3} /> : <ProblemNotice problem={call.problem} onRetry={call.problem.passing ? call.reload : undefined} />}
    </Page>
  );
}

function File({ call, onChange }: { call: Call; onChange: (call: Call) => void }) {
  const open = call.state === "registered" || call.state === "invited" || call.state === "auto_created";
  return (
    <Page title={text.title(call.display_name)} lead={text.lead(time(call.expires_at))} action={<ButtonAnchor to="/ops/3422" kind="secondary" icon="phone">{text.another}</ButtonAnchor>}>
      <CallFacts call={call} />
      <Section id="code" title={text.codeTitle}><CodeForm call={call} /></Section>
      {open && <Section id="opposition" title={text.oppositionTitle}><OppositionForm call={call} onDone={onChange} /></Section>}
      <Section id="change" title={text.changeTitle}><CorrectionForm call={call} /></Section>
    </Page>
  );
}
