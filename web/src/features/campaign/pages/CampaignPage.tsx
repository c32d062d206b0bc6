import { useEffect, useEffectEvent } from "react";
import { type Pages, usePages } from "../../../api/usePages";
import { useResource } from "../../../api/useResource";
import { Page, Section, Stack } from "../../../components/Page";
import { Pager } from "../../../components/Pager";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Empty, Skeleton } from "../../../components/States";
import { campaign as text } from "../../../i18n/campaign";
import { number } from "../../../i18n/format";
import { FIGURES, listWaves, showCampaign, type Wave } from "../api/waves";
import { Access } from "../components/Access";
import { PlanForm } from "../components/PlanForm";
import { WaveCard } from "../components/WaveCard";
import styles from "../components/WaveCard.module.css";

const REFRESH_MS = 10_000;

/** OPS-01, OPS-12: the campaign at a glance, its waves, and a new one. */
export function CampaignPage() {
  const totals = useResource("campaign", showCampaign);
  const planned = usePages("plan", (cursor, signal) => listWaves("plan", cursor, signal));
  const ofImports = usePages("import", (cursor, signal) => listWaves("import", cursor, signal));
  const reloads = [totals.reload, planned.reload, ofImports.reload];
  const refresh = useEffectEvent(() => reloads.forEach((reload) => reload()));
  useEffect(() => {
    const timer = setInterval(() => refresh(), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <Page title={text.title} lead={text.lead}>
      {totals.state === "ready" && totals.data.access && <Section id="access" title={text.access.title}><Access access={totals.data.access} /></Section>}
      <Section id="campaign-totals" title={text.totals}>
        {totals.state === "loading" && <Skeleton lines={2} />}
        {totals.state === "failed" && <ProblemNotice problem={totals.problem} onRetry={totals.reload} />}
        {totals.state === "ready" && (
          <>
            <dl className={styles.figures}>
              {FIGURES.map((figure) => <div key={figure}><dt>{text.figures[figure]}</dt><dd className="numbers">{number(totals.data.totals[figure])}</dd></div>)}
            </dl>
            {totals.data.totals.invited > 0 && <p>{text.oppositions(totals.data.totals.opposed, totals.data.totals.invited)}</p>}
            <p>{text.waiting(totals.data.waiting, totals.data.waiting_is_more)}</p>
          </>
        )}
      </Section>
      <Section id="waves" title={text.waves}>
        <Waves pages={planned} />
        {planned.state === "ready" && planned.items.length === 0 && <Empty icon="mail" title={text.none} what={text.noneWhat} />}
      </Section>
      <Section id="plan-wave" title={text.plan.title}>
        <PlanForm onPlanned={(wave) => put(planned, wave)} />
      </Section>
      {ofImports.items.length > 0 && <Section id="import-waves" title={text.ofImports}><Waves pages={ofImports} /></Section>}
    </Page>
  );
}

function Waves({ pages }: { pages: Pages<Wave> }) {
  return (
    <>
      {pages.state === "loading" && <Skeleton lines={3} />}
      {pages.state === "failed" && pages.problem && <ProblemNotice problem={pages.problem} onRetry={pages.reload} />}
      <Stack>{pages.items.map((wave) => <WaveCard key={wave.id} wave={wave} onChanged={(changed) => put(pages, changed)} />)}</Stack>
      <Pager {...pages} />
    </>
  );
}

function put(pages: Pages<Wave>, changed: Wave) {
  pages.change((items) => (items.some(({ id }) => id === changed.id) ? items.map((each) => (each.id === changed.id ? changed : each)) : [changed, ...items]));
  // A list asked for before the change would bring back the wave as it was, with a tag that is refused.
  pages.reload();
}
