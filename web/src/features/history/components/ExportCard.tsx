import { Link } from "react-router";
import { Button } from "../../../components/Button";
import { sayDone } from "../../../components/Confirmation";
import { Actions, Section } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { useAct } from "../../../components/useAct";
import { dayKey } from "../../../i18n/format";
import { historyExport as text } from "../../../i18n/proof";
import { exportHistory, type Form, type Search } from "../api/history";

const KEPT_MS = 60_000;

/** The history as a document, as a table, and as the file that the verifier reads. */
export function ExportCard({ record, search }: { record: string; search: Search }) {
  return (
    <Section id="export" title={text.title}>
      <p>{text.what}</p>
      <Actions>
        <Download record={record} search={search} form="pdf" />
        <Download record={record} search={search} form="csv" />
        <Download record={record} search={{}} form="ndjson" />
      </Actions>
      <p><Link to="/historique/verifier">{text.check}</Link></p>
    </Section>
  );
}

function Download({ record, search, form }: { record: string; search: Search; form: Form }) {
  const download = useAct(async () => {
    save(await exportHistory(record, form, search), text.file(dayKey(new Date().toISOString()), form));
    sayDone(text.done);
  });
  return (
    <div>
      <Button kind="secondary" icon="download" isPending={download.isPending} onPress={download.run}>{text[form]}</Button>
      {download.problem && <ProblemNotice problem={download.problem} />}
    </div>
  );
}

function save(blob: Blob, name: string) {
  const address = URL.createObjectURL(blob);
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
