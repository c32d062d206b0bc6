import { Cards, LinkCard } from "../../../components/Card";
import { Page } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Skeleton } from "../../../components/States";
import { profile as text } from "../../../i18n/profile";
import type { Section } from "../api/profile";
import { fields, isAnswered } from "../sections";
import { useProfileInHand } from "./ProfileLayout";
import styles from "./profile.module.css";

/** PRO-02: every section, and which of them still has no answer. */
export function OverviewPage() {
  const profile = useProfileInHand();
  return (
    <Page title={text.title} lead={text.lead}>
      {profile.state === "loading" && <Skeleton lines={6} shape="cards" />}
      {profile.state === "failed" && <ProblemNotice problem={profile.problem} onRetry={profile.reload} />}
      {profile.state === "ready" && (
        <>
          <Progress sections={profile.data.sections} />
          <Cards>
            {profile.data.sections.map((section) => (
              <LinkCard key={section.code} to={`/profil-medical/${section.code}`} icon={fields[section.code].icon} title={text.sections[section.code].title} what={stateOf(section)} />
            ))}
          </Cards>
          <p>{text.whoReads}</p>
        </>
      )}
    </Page>
  );
}

function Progress({ sections }: { sections: Section[] }) {
  const answered = sections.filter(isAnswered).length;
  return (
    <div className={styles.progress}>
      <p>{text.progress(answered, sections.length)}</p>
      <progress aria-label={text.progressLabel} value={answered} max={sections.length} />
    </div>
  );
}

function stateOf({ entries, nothing_to_declare: nothing }: Section): string {
  if (nothing) return text.states.nothing;
  return entries.length === 0 ? text.states.empty : text.states.entries(entries.length);
}
