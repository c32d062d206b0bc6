import { useEffect } from "react";
import { useLocation, useParams } from "react-router";
import { useResource } from "../../../api/useResource";
import { Card } from "../../../components/Card";
import { Notice } from "../../../components/Notice";
import { Page, Stack } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Progress } from "../../../components/Progress";
import { Skeleton } from "../../../components/States";
import { deletion as text, services as names } from "../../../i18n/closure";
import { longDate, time } from "../../../i18n/format";
import { forgetSession } from "../../../session/renewal";
import { type Deletion, showDeletion } from "../api/closure";

const ASK_AGAIN_MS = 2000;

/** CLO-07: how far the deletion has come, service by service. Needs no login: there is none any more. */
export function DeletionPage() {
  const { deletion: id = "" } = useParams();
  const resource = useResource(id, (signal) => showDeletion(id, signal));
  const { state, data, problem, reload } = resource;
  // Whoever had their own profile erased has no session left; others only look.
  const { state: came } = useLocation() as { state: { own?: boolean } | null };
  useEffect(() => { if (came?.own) forgetSession(); }, [came]);
  useEffect(() => {
    // What is done, and what there is not, stays so.
    if (state === "ready" ? data.state === "done" : problem?.passing === false) return undefined;
    const timer = setInterval(reload, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [state, data, problem, reload]);
  return (
    <Page width="form" title={text.title}>
      {state === "loading" && <Skeleton lines={3} />}
      {resource.state === "failed" && <ProblemNotice problem={resource.problem} onRetry={resource.problem.passing ? reload : undefined} />}
      {data && <Standing deletion={data} />}
    </Page>
  );
}

function Standing({ deletion }: { deletion: Deletion }) {
  const done = deletion.done_at !== null;
  return (
    <Stack>
      <Notice tone={done ? "good" : "info"} role="status" title={done ? text.done : text.underWay}>
        {deletion.done_at === null ? text.underWayWhat : text.doneWhat(longDate(deletion.done_at))}
      </Notice>
      <p>{text.requested(longDate(deletion.requested_at))}</p>
      <Progress label={text.progress} value={deletion.confirmed} total={deletion.total} words={text.count(deletion.confirmed, deletion.total)} />
      <Card>
        <ul>
          {deletion.services.map(({ service, confirmed_at: at }) => (
            <li key={service}>{names[service] ?? service} : {at === null ? text.waiting : text.confirmed(time(at))}</li>
          ))}
        </ul>
      </Card>
    </Stack>
  );
}
