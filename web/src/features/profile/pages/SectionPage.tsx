import { useState } from "react";
import { Link, useParams } from "react-router";
import { Button } from "../../../components/Button";
import { sayDone } from "../../../components/Confirmation";
import { Notice } from "../../../components/Notice";
import { Actions, Page } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Empty, Skeleton } from "../../../components/States";
import { useAct } from "../../../components/useAct";
import { profile as text } from "../../../i18n/profile";
import { labels, words } from "../../../i18n/words";
import { useOwnRecord } from "../../../session/store";
import { declareSection, type Profile, type Section } from "../api/profile";
import { EntryList } from "../components/EntryList";
import { EntryForm } from "../components/EntryForm";
import { fields, withEntry, withSection } from "../sections";
import { useProfileInHand } from "./ProfileLayout";

const BACK = { to: "/profil-medical", label: text.title };

/** PRO-03, PRO-05 to PRO-12: one section, with the way back to all of them. */
export function SectionPage() {
  const { section: code = "" } = useParams();
  const profile = useProfileInHand();
  const section = profile.data?.sections.find((each) => each.code === code);
  if (!(code in fields)) return <Page title={words.pageNotFound} back={BACK}><p>{words.pageNotFoundWhat}</p></Page>;
  const known = text.sections[code as keyof typeof text.sections];
  return (
    <Page title={known.title} lead={known.what} back={BACK}>
      {code === "practitioners" && <p><Link to="/parametres/confidentialite">{text.accesses}</Link> ({labels.confidentiality})</p>}
      {profile.state === "loading" && <Skeleton lines={3} />}
      {profile.state === "failed" && <ProblemNotice problem={profile.problem} onRetry={profile.reload} />}
      {profile.state === "ready" && section && <Filled key={code} profile={profile.data} section={section} onChanged={profile.replace} onStale={profile.reload} />}
    </Page>
  );
}

interface FilledProps {
  profile: Profile;
  section: Section;
  onChanged: (profile: Profile) => void;
  onStale: () => void;
}

function Filled({ profile, section, onChanged, onStale }: FilledProps) {
  const record = useOwnRecord();
  const [isAdding, setAdding] = useState(false);
  const change = (changed: Section) => onChanged(withSection(profile, changed));
  const { code, entries, nothing_to_declare: nothing } = section;
  const declared = useAct(async () => {
    change(await declareSection(record, code, !nothing));
    sayDone(nothing ? text.nothingUndone : text.nothingDone);
  });
  const add = <Button icon="plus" onPress={() => setAdding(true)}>{text.sections[code].add}</Button>;
  return (
    <>
      {declared.problem && <ProblemNotice problem={declared.problem} />}
      {nothing && (
        <Notice tone="info" title={text.nothingSaid}>
          <p>{text.nothingSaidWhat}</p>
          <Button kind="quiet" onPress={declared.run} isPending={declared.isPending}>{text.nothingUndo}</Button>
        </Notice>
      )}
      {entries.length === 0 && !nothing && (
        <Empty icon={fields[code].icon} title={text.empty} what={text.emptyWhat}>
          <Actions>
            {add}
            <Button kind="secondary" icon="check" onPress={declared.run} isPending={declared.isPending}>{text.nothing}</Button>
          </Actions>
        </Empty>
      )}
      {(entries.length > 0 || nothing) && <Actions>{add}</Actions>}
      <EntryList level={2} record={record} section={section} onChanged={change} onStale={onStale} />
      {isAdding && (
        <EntryForm
          record={record} code={code} onClose={() => setAdding(false)}
          onSaved={(entry) => { change(withEntry(section, entry)); setAdding(false); sayDone(text.added); }}
        />
      )}
    </>
  );
}
