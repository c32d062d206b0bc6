import { useEffect, useState } from "react";
import { useResource } from "../../../api/useResource";
import { Button } from "../../../components/Button";
import { sayDone } from "../../../components/Confirmation";
import { Section, Stack } from "../../../components/Page";
import { RecordProblem, RecordWaiting } from "../../../components/RecordProblem";
import { useTries } from "../../../components/useTries";
import { profile as text } from "../../../i18n/profile";
import { showProfile, type Section as Filled } from "../api/profile";
import { EntryForm } from "../components/EntryForm";
import { EntryList } from "../components/EntryList";
import { withEntry, withSection } from "../sections";

interface RecordProfilePageProps {
  record: string;
  /** The service says that this professional has no access (any more): the whole record must go from the screen. */
  onRefused: () => void;
}

/** PRO-10, PRO-19: the sections open to the profession; vaccinations can be added. */
export function RecordProfilePage({ record, onRefused }: RecordProfilePageProps) {
  const profile = useResource(record, (signal) => showProfile(record, signal));
  const { tries, retry } = useTries(profile.reload);
  const refused = profile.problem?.code === "profile.no-access";
  useEffect(() => {
    if (refused) onRefused();
  }, [refused, onRefused]);
  return (
    <Section id="record-profile" title={text.title}>
      <p>{text.professional.lead}</p>
      {profile.state === "loading" && <RecordWaiting lines={5} tries={tries} />}
      {profile.state === "failed" && <RecordProblem problem={profile.problem} onRetry={retry} tries={tries} />}
      {profile.state === "ready" && (
        <Stack>
          {profile.data.sections.map((section) => (
            <Part key={section.code} record={record} section={section} onChanged={(changed) => profile.replace(withSection(profile.data, changed))} onStale={profile.reload} />
          ))}
        </Stack>
      )}
    </Section>
  );
}

interface PartProps {
  record: string;
  section: Filled;
  onChanged: (section: Filled) => void;
  onStale: () => void;
}

function Part({ record, section, onChanged, onStale }: PartProps) {
  const [adding, setAdding] = useState(false);
  const { code, entries, writable, nothing_to_declare: nothing } = section;
  const add = <Button kind="secondary" icon="plus" onPress={() => setAdding(true)}>{text.professional.addVaccination}</Button>;
  return (
    <Section id={`profile-${code}`} title={text.sections[code].title} action={writable ? add : undefined}>
      {entries.length === 0 && <p>{nothing ? text.professional.nothing : text.professional.empty}</p>}
      <EntryList level={3} record={record} section={section} onChanged={onChanged} onStale={onStale} />
      {adding && (
        <EntryForm
          record={record} code={code} title={text.professional.addVaccination} onClose={() => setAdding(false)}
          onSaved={(entry) => { onChanged(withEntry(section, entry)); setAdding(false); sayDone(text.added); }}
        />
      )}
    </Section>
  );
}
