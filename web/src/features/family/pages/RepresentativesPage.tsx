import { useState } from "react";
import { useResource } from "../../../api/useResource";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { Page, Section } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Skeleton } from "../../../components/States";
import { useAct } from "../../../components/useAct";
import { family } from "../../../i18n/family";
import { longDate } from "../../../i18n/format";
import { labels } from "../../../i18n/words";
import { openProfile, type Profile, useProfile } from "../../../session/profile";
import { listRepresentatives, renounce, type Representatives } from "../api/family";
import { PendingInvitation } from "../components/PendingInvitation";
import { ShareForm } from "../components/ShareForm";
import styles from "./family.module.css";

const text = family.representatives;
const MOST = 2;

/** MIN-15 to MIN-21, from the child's settings. */
export function RepresentativesPage() {
  const child = useProfile();
  const found = useResource(child.record, (signal) => listRepresentatives(child.record, signal));
  return (
    <Page width="form" title={text.title} lead={text.lead(child.name)} back={{ to: "/parametres", label: labels.settings }}>
      {found.state === "loading" && <Skeleton lines={4} />}
      {found.state === "failed" && <ProblemNotice problem={found.problem} onRetry={found.reload} />}
      {found.state === "ready" && (
        <>
          <Acting child={child} found={found.data} />
          {found.data.invitation !== null && <PendingInvitation record={child.record} invitation={found.data.invitation} onCancelled={found.reload} />}
          {found.data.invitation === null && found.data.representatives.length < MOST && <ShareForm record={child.record} onShared={found.reload} />}
        </>
      )}
    </Page>
  );
}

function Acting({ child, found }: { child: Profile; found: Representatives }) {
  const [asking, setAsking] = useState(false);
  const leaving = useAct(async () => {
    await renounce(child.record);
    openProfile(null);
  });
  return (
    <Section id="acting" title={text.acting}>
      <ul role="list" className={styles.people}>
        {found.representatives.map((each) => (
          <li key={each.account}>
            <Card>
              <div className={styles.person}>
                <p><strong>{each.display_name}</strong>{each.self && ` (${text.you})`} <span className={styles.born}>{text.since(longDate(each.since))}</span></p>
                {each.self && <Button kind="secondary" onPress={() => setAsking(true)}>{text.renounce}</Button>}
              </div>
            </Card>
          </li>
        ))}
      </ul>
      <ConfirmDialog title={text.renounce} confirm={text.renounce} tone="danger" isOpen={asking} isPending={leaving.isPending} problem={leaving.problem} onConfirm={leaving.run} onCancel={() => setAsking(false)}>
        <p>{text.renounceWhat(child.name)}</p>
      </ConfirmDialog>
    </Section>
  );
}
