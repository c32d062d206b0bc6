import { useState } from "react";
import { Link } from "react-router";
import { asProblem, type Problem } from "../../../api/problem";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { sayDone } from "../../../components/Confirmation";
import { Notice } from "../../../components/Notice";
import { Page } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Progress } from "../../../components/Progress";
import { Empty, Skeleton } from "../../../components/States";
import { exports as text } from "../../../i18n/exports";
import { fileSize, longDate } from "../../../i18n/format";
import { labels } from "../../../i18n/words";
import { useOwnRecord } from "../../../session/store";
import { downloadExport, type Export, requestExport } from "../api/exports";
import { FormerSpaces } from "../components/FormerSpaces";
import { useExport } from "../useExport";

const back = { to: "/parametres", label: labels.settings };

/** Take everything away: ask for a copy, follow it, download it. */
export function ExportPage() {
  const record = useOwnRecord();
  const { current, problem, watch, reload } = useExport(record);
  const ask = useAct(async () => {
    watch(await requestExport(record));
    sayDone(text.asked);
  });
  if (current === undefined) {
    return <Page title={text.title} lead={text.lead} back={back}>{problem ? <ProblemNotice problem={problem} onRetry={reload} /> : <Skeleton lines={3} />}</Page>;
  }
  return (
    <Page title={text.title} lead={text.lead} back={back}>
      {problem && <Notice tone="care" icon="offline" role="status">{text.lost}</Notice>}
      <p>{text.what}</p>
      <Notice tone="info">{text.care}</Notice>
      {ask.problem && <ProblemNotice problem={ask.problem} />}
      {current === null && (
        <Empty icon="download" title={text.none} what={text.noneWhat}>
          <Button icon="download" isPending={ask.isPending} onPress={ask.run}>{text.ask}</Button>
        </Empty>
      )}
      {current !== null && (
        <Card>
          <Copy record={record} copy={current} />
          {current.state !== "preparing" && (
            <p>
              <Button icon="refresh" kind={current.state === "ready" ? "secondary" : "primary"} isPending={ask.isPending} onPress={ask.run}>{text.again}</Button>
            </p>
          )}
          {current.state === "ready" && <p>{text.replaces}</p>}
          {current.state === "ready" && <p><Link to="/parametres/mes-donnees/verifier">{text.check}</Link></p>}
        </Card>
      )}
      <FormerSpaces record={record} />
    </Page>
  );
}

function Copy({ record, copy }: { record: string; copy: Export }) {
  if (copy.state === "preparing") {
    const packed = copy.documents >= copy.total;
    return (
      <>
        <Notice tone="info" title={text.preparing} role="status">{text.preparingWhat}</Notice>
        <Progress label={text.progress} value={copy.documents} total={copy.total} words={text.progressWords(copy.documents, copy.total)} />
        {packed && <p>{text.finishing}</p>}
      </>
    );
  }
  if (copy.state === "ready") return <Ready record={record} copy={copy} />;
  return copy.state === "expired"
    ? <Notice tone="info" title={text.expired}>{text.expiredWhat(longDate(copy.expires_at ?? copy.requested_at))}</Notice>
    : <Notice tone="bad" title={text.failed}>{text.failedWhat}</Notice>;
}

function Ready({ record, copy }: { record: string; copy: Export }) {
  const download = useAct(async () => {
    save(await downloadExport(record, copy.id, new AbortController().signal), text.file(copy.requested_at.slice(0, 10)));
    sayDone(text.downloaded);
  });
  return (
    <>
      <Notice tone="good" title={text.ready} role="status">{text.readyWhat(text.documents(copy.documents), fileSize(copy.size), longDate(copy.expires_at ?? copy.requested_at))}</Notice>
      {download.problem && <ProblemNotice problem={download.problem} />}
      <p><Button icon="download" isPending={download.isPending} onPress={download.run}>{download.isPending ? text.downloading : text.download}</Button></p>
    </>
  );
}

/** One act at a time, with what went wrong. */
function useAct(act: () => Promise<void>) {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const run = () => {
    setPending(true);
    setProblem(undefined);
    act().catch((thrown: unknown) => setProblem(asProblem(thrown))).finally(() => setPending(false));
  };
  return { run, isPending, problem };
}

function save(blob: Blob, name: string) {
  const address = URL.createObjectURL(blob);
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  // The browser has begun to read it by then; kept any longer it would hold the whole archive.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
