import { useResource } from "../../../api/useResource";
import { Page } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Skeleton } from "../../../components/States";
import { notifications as text } from "../../../i18n/notifications";
import { labels } from "../../../i18n/words";
import { useActor } from "../../../session/store";
import { showPreferences } from "../api/preferences";
import { PreferencesForm } from "../components/PreferencesForm";

/** How one is told of what others do: the person's own choice, whichever profile is on the screen. */
export function NotificationsPage() {
  const record = useActor().record ?? "";
  const found = useResource(record, (signal) => showPreferences(record, signal));
  return (
    <Page title={text.title} lead={text.lead} back={{ to: "/parametres", label: labels.settings }} width="form">
      <p>{text.own}</p>
      {found.state === "loading" && <Skeleton lines={4} />}
      {found.state === "failed" && <ProblemNotice problem={found.problem} onRetry={found.reload} />}
      {found.state === "ready" && <PreferencesForm record={record} held={found.data} />}
    </Page>
  );
}
