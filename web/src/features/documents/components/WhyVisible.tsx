import { useState } from "react";
import { useResource } from "../../../api/useResource";
import { Notice } from "../../../components/Notice";
import { Section } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Select } from "../../../components/Select";
import { Skeleton } from "../../../components/States";
import { explanations as text } from "../../../i18n/explanations";
import { listNames } from "../api/documents";
import { explainVisibility } from "../api/explanations";

/** For any professional in contact: whether they see this document, and why, in a sentence. */
export function WhyVisible({ record, document }: { record: string; document: string }) {
  const names = useResource(`names/${record}`, (signal) => listNames(record, signal));
  const [chosen, setChosen] = useState("");
  return (
    <Section id="why" title={text.title}>
      {names.state === "loading" && <Skeleton lines={1} />}
      {names.state === "failed" && <ProblemNotice problem={names.problem} onRetry={names.reload} />}
      {names.state === "ready" && names.data.length === 0 && <p>{text.nobody}</p>}
      {names.state === "ready" && names.data.length > 0 && (
        <>
          <p>{text.lead}</p>
          <Select name="why-professional" label={text.professional} value={chosen} onChange={setChosen} placeholder={text.choose} options={names.data.map(({ id, display_name }) => ({ value: id, label: display_name }))} />
          {chosen !== "" && <Because record={record} document={document} professional={chosen} />}
        </>
      )}
    </Section>
  );
}

/** "Médecins (généralistes, …)" is "Médecins" within a sentence. */
function short(column: string): string {
  return column.split(" (")[0] ?? column;
}

function Because({ record, document, professional }: { record: string; document: string; professional: string }) {
  const found = useResource(`why/${document}/${professional}`, (signal) => explainVisibility(record, document, professional, signal));
  if (found.state === "loading") return <Skeleton lines={1} />;
  if (found.state === "failed") return <ProblemNotice problem={found.problem} onRetry={found.reload} />;
  const { allowed, reason, grid_version: version, professional: who, type, reference } = found.data;
  return (
    <Notice tone={allowed ? "good" : "info"} icon={allowed ? "eye" : "eyeOff"} role="status" title={allowed ? text.sees : text.seesNot}>
      <p>{text.sentence(reason, { name: who.name, column: short(who.column), type })}</p>
      {version !== null && <p>{text.grid(version)}</p>}
      <p>{text.reference(reference)}</p>
    </Notice>
  );
}
