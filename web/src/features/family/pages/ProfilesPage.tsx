import { useResource } from "../../../api/useResource";
import { Button } from "../../../components/Button";
import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { Card } from "../../../components/Card";
import { sayDone } from "../../../components/Confirmation";
import { Actions, Page } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Empty, Skeleton } from "../../../components/States";
import { useAct } from "../../../components/useAct";
import { family } from "../../../i18n/family";
import { longDate } from "../../../i18n/format";
import { openProfile } from "../../../session/profile";
import { listProfiles, type ProfileInList, reactivateChild } from "../api/family";
import styles from "./family.module.css";

const text = family.adding;

/** MIN-02, MIN-12: the children one acts for, each with the way in. */
export function ProfilesPage() {
  const profiles = useResource("profiles-page", listProfiles);
  return (
    <Page title={family.profiles} action={<ButtonAnchor to="/profils/ajouter" icon="user">{family.add}</ButtonAnchor>}>
      {profiles.state === "loading" && <Skeleton lines={3} />}
      {profiles.state === "failed" && <ProblemNotice problem={profiles.problem} onRetry={profiles.reload} />}
      {profiles.state === "ready" && profiles.data.children.length === 0 && <Empty icon="user" title={text.none} what={text.noneWhat} />}
      {profiles.state === "ready" && profiles.data.children.length > 0 && (
        <ul role="list" className={styles.people}>
          {profiles.data.children.map((child) => (
            <li key={child.record}>
              <Card>
                <div className={styles.person}>
                  <p><strong>{child.display_name}</strong> <span className={styles.born}>{text.born(longDate(child.birth_date))}</span></p>
                  {child.closed
                    ? <Reopening child={child} onDone={profiles.reload} />
                    : <Button kind="secondary" iconAfter="right" onPress={() => openProfile(child.record)}>{text.open(child.display_name)}</Button>}
                </div>
              </Card>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

/** CLO-05, CLO-09: a child has no login to come back by, so a representative opens the profile again from here, or has its data erased (CLO-03). */
function Reopening({ child, onDone }: { child: ProfileInList; onDone: () => void }) {
  const reopening = useAct(async () => {
    await reactivateChild(child.record);
    sayDone(text.reopened(child.display_name));
    onDone();
  });
  return (
    <>
      <p>{text.closed}</p>
      {reopening.problem && <ProblemNotice problem={reopening.problem} />}
      <Actions>
        <Button kind="secondary" icon="refresh" isPending={reopening.isPending} onPress={reopening.run}>{text.reopen(child.display_name)}</Button>
        <ButtonAnchor to={`/profils/suppression/${child.record}`} kind="quiet" icon="trash">{text.erase(child.display_name)}</ButtonAnchor>
      </Actions>
    </>
  );
}
