import { Bounced } from "../features/notifications/components/Bounced";
import { HomePage } from "../features/home/pages/HomePage";
import { WelcomePage } from "../features/home/pages/WelcomePage";
import { ProfileShortcut } from "../features/profile/components/ProfileShortcut";
import { useActor, useOwnRecord } from "../session/store";

/** The first pages after login (feature home), with what has to be said there (feature notifications) and how far the medical profile is (feature profile). */

export function Home() {
  return <HomePage notice={<Told />} profile={<ProfileShortcut record={useOwnRecord()} />} />;
}

export function Welcome() {
  return <WelcomePage notice={<Told />} />;
}

function Told() {
  const { record } = useActor();
  return record === null ? null : <Bounced record={record} />;
}
