import { useResource } from "../../../api/useResource";
import { Page, Section } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Empty, Skeleton } from "../../../components/States";
import { confidentiality } from "../../../i18n/confidentiality";
import { emergency } from "../../../i18n/emergency";
import { useOwnRecord } from "../../../session/store";
import { listRecordEmergencies, showEmergencySettings } from "../api/emergency";
import { EmergencyList } from "../components/EmergencyList";
import { EmergencySwitches } from "../components/EmergencySwitches";

const text = emergency.settings;

/** EMG-01 to EMG-05, EMG-10: two switches, both no until set, and who used them. */
export function EmergencyPage() {
  const record = useOwnRecord();
  const held = useResource(`switches/${record}`, (signal) => showEmergencySettings(record, signal));
  const past = useResource(`emergencies/${record}`, (signal) => listRecordEmergencies(record, signal));
  return (
    <Page title={text.title} lead={text.lead} back={{ to: "/parametres/confidentialite", label: confidentiality.title }}>
      {held.state === "loading" && <Skeleton lines={3} />}
      {held.state === "failed" && <ProblemNotice problem={held.problem} onRetry={held.reload} />}
      {held.state === "ready" && <EmergencySwitches key={held.data.changed_at} record={record} held={held.data} onSaved={held.replace} />}
      <Section id="past" title={text.past}>
        {past.state === "loading" && <Skeleton lines={1} />}
        {past.state === "failed" && <ProblemNotice problem={past.problem} onRetry={past.reload} />}
        {past.state === "ready" && past.data.length === 0 && <Empty icon="shield" title={text.none} what={text.noneWhat} />}
        {past.state === "ready" && past.data.length > 0 && <EmergencyList label={text.past} items={past.data} />}
      </Section>
    </Page>
  );
}
