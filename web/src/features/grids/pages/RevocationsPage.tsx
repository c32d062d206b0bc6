import { useEffect } from "react";
import { useResource } from "../../../api/useResource";
import { Page, Section } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Skeleton } from "../../../components/States";
import { Table } from "../../../components/Table";
import { number } from "../../../i18n/format";
import { revocations as text } from "../../../i18n/gridVersions";
import { type Figures, showRevocationFigures } from "../api/grids";

const REFRESH_MS = 10_000;

/** ACC-10 for operators: how long a decision takes until it holds everywhere, and who is behind. */
export function RevocationsPage() {
  const found = useResource("revocations", showRevocationFigures);
  const { reload } = found;
  useEffect(() => {
    const timer = setInterval(reload, REFRESH_MS);
    return () => clearInterval(timer);
  }, [reload]);
  return (
    <Page title={text.title} lead={text.lead}>
      {found.state === "loading" && <Skeleton lines={4} />}
      {found.state === "failed" && <ProblemNotice problem={found.problem} onRetry={found.reload} />}
      {found.state === "ready" && <Shown figures={found.data} />}
    </Page>
  );
}

function Shown({ figures }: { figures: Figures }) {
  return (
    <>
      <Table caption={text.title} head={<tr>{[text.period, text.acknowledged, text.spreading, text.half, text.most, text.longest].map((head) => <th key={head} scope="col">{head}</th>)}</tr>}>
        {figures.periods.map((each) => (
          <tr key={each.period}>
            <th scope="row">{text.periods[each.period]}</th>
            <td className="numbers">{number(each.acknowledged)}</td>
            <td className="numbers">{number(each.spreading)}</td>
            <td className="numbers">{text.ms(each.p50_ms)}</td>
            <td className="numbers">{text.ms(each.p99_ms)}</td>
            <td className="numbers">{text.ms(each.longest_ms)}</td>
          </tr>
        ))}
      </Table>
      <Section id="points" title={text.points}>
        <p>{text.behindWhat}</p>
        <Table caption={text.late} head={<tr><th scope="col">{text.point}</th><th scope="col">{text.behind}</th></tr>}>
          {figures.points.map(({ point, behind }) => <tr key={point}><th scope="row">{point}</th><td className="numbers">{number(behind)}</td></tr>)}
        </Table>
      </Section>
    </>
  );
}
