import { useEffect } from "react";
import { usePages } from "../../../api/usePages";
import { useResource } from "../../../api/useResource";
import { Page, Section, Stack } from "../../../components/Page";
import { Pager } from "../../../components/Pager";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Empty, Skeleton } from "../../../components/States";
import { Table } from "../../../components/Table";
import { emergency } from "../../../i18n/emergency";
import { number, shortDate, time } from "../../../i18n/format";
import { type Alert, listAlerts, listEmergencies } from "../api/emergencies";
import { Review } from "../components/Review";

const text = emergency.review;
const REFRESH_MS = 10_000;
const REFUSED = 403;

/** The medical officer's page: what is unusual, what waits for a review, what had one. */
export function ReviewPage() {
  const alerts = useResource("alerts", listAlerts);
  const { reload } = alerts;
  const refused = alerts.problem?.status === REFUSED ? alerts.problem : undefined;
  const isRefused = refused !== undefined;
  useEffect(() => {
    if (isRefused) return;
    const timer = setInterval(reload, REFRESH_MS);
    return () => clearInterval(timer);
  }, [reload, isRefused]);
  if (refused) return <Page title={text.title} lead={text.lead}><ProblemNotice problem={refused} onRetry={alerts.reload} /></Page>;
  // Alerts are asked for again and again: when one answer fails, the conclusion being written below stays.
  return (
    <Page title={text.title} lead={text.lead}>
      <Section id="alerts" title={text.alerts}>
        {alerts.state === "loading" && <Skeleton lines={2} />}
        {alerts.state === "failed" && <ProblemNotice problem={alerts.problem} onRetry={alerts.reload} />}
        {alerts.state === "ready" && <Alerts items={alerts.data} />}
      </Section>
      <Queue reviewed={false} />
      <Queue reviewed />
    </Page>
  );
}

function Alerts({ items }: { items: Alert[] }) {
  if (items.length === 0) return <Empty icon="shield" title={text.noAlerts} what={text.noAlertsWhat} />;
  return (
    <Table caption={text.alertsListed} head={<tr><th scope="col">{text.when}</th><th scope="col">{text.what}</th><th scope="col">{text.professional}</th><th scope="col">{text.count}</th></tr>}>
      {items.map((alert) => (
        <tr key={`${alert.at}${alert.signal}${alert.professional.id}`}>
          <td>{shortDate(alert.at)}, {time(alert.at)}</td>
          <td>{text.signal[alert.signal]}</td>
          <th scope="row">{alert.professional.display_name}</th>
          <td className="numbers">{number(alert.count)}</td>
        </tr>
      ))}
    </Table>
  );
}

function Queue({ reviewed }: { reviewed: boolean }) {
  const pages = usePages(`emergencies/${reviewed}`, (cursor, signal) => listEmergencies(reviewed, cursor, signal));
  return (
    <Section id={reviewed ? "reviewed" : "waiting"} title={reviewed ? text.reviewed : text.waiting}>
      {pages.state === "loading" && <Skeleton lines={2} />}
      {pages.state === "failed" && pages.problem && <ProblemNotice problem={pages.problem} onRetry={pages.reload} />}
      {pages.state === "ready" && pages.items.length === 0 && <Empty icon="check" title={reviewed ? text.noneReviewed : text.none} what={reviewed ? text.noneReviewedWhat : text.noneWhat} />}
      <Stack>
        {pages.items.map((access) => <Review key={access.id} access={access} onReviewed={() => pages.change((items) => items.filter(({ id }) => id !== access.id))} />)}
      </Stack>
      <Pager {...pages} />
    </Section>
  );
}
