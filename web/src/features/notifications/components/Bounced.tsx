import { Link } from "react-router";
import { useResource } from "../../../api/useResource";
import { Notice } from "../../../components/Notice";
import { longDate } from "../../../i18n/format";
import { notifications } from "../../../i18n/notifications";
import { showPreferences } from "../api/preferences";

const text = notifications.bounced;

/** Said after login: the address we write to refuses our messages. Nothing while that is not known. */
export function Bounced({ record }: { record: string }) {
  const found = useResource(record, (signal) => showPreferences(record, signal));
  const bounced = found.state === "ready" ? found.data.bounced : [];
  if (bounced.length === 0) return null;
  return (
    <Notice tone="bad" title={text.title} role="status">
      {bounced.map(({ medium, since }) => <p key={medium}>{text[medium](longDate(since))}</p>)}
      <p><Link to="/parametres/compte">{text.fix}</Link></p>
    </Notice>
  );
}
