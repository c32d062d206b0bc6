import { useState } from "react";
import { useResource } from "../../../api/useResource";
import { Page, Section } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Select } from "../../../components/Select";
import { Empty, Skeleton } from "../../../components/States";
import { figures as text } from "../../../i18n/figures";
import { type Figures, showFigures } from "../api/figures";
import { Counts } from "../components/Counts";

const MONTHS = 24;

/** OPS-12: documents of a month, by kind of depositor and by type; nobody can be found in it. */
export function FiguresPage() {
  const months = lastMonths(new Date());
  const [month, setMonth] = useState(months[0]?.value ?? "");
  const found = useResource(month, (signal) => showFigures(month, signal));
  return (
    <Page title={text.title} lead={text.lead}>
      <Select label={text.month} name="month" value={month} onChange={setMonth} options={months} />
      {found.state === "loading" && <Skeleton lines={4} />}
      {found.state === "failed" && <ProblemNotice problem={found.problem} onRetry={found.reload} />}
      {found.state === "ready" && <Month figures={found.data} />}
    </Page>
  );
}

function Month({ figures }: { figures: Figures }) {
  if (figures.by_type.length === 0) return <Empty icon="grid" title={text.none} what={text.noneWhat} />;
  return (
    <>
      <p>{text.small}</p>
      <Section id="depositors" title={text.depositors}>
        <Counts caption={text.depositorsTable} head={text.depositor} cells={figures.by_depositor} total={figures.total} />
      </Section>
      <Section id="types" title={text.types}>
        <Counts caption={text.typesTable} head={text.type} cells={figures.by_type} total={figures.total} />
      </Section>
    </>
  );
}

/** This month and those before it, the newest first. */
function lastMonths(now: Date): { value: string; label: string }[] {
  const name = new Intl.DateTimeFormat("fr-FR", { month: "long", year: "numeric", timeZone: "UTC" });
  return Array.from({ length: MONTHS }, (_, back) => {
    const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1));
    return { value: first.toISOString().slice(0, 7), label: name.format(first) };
  });
}
