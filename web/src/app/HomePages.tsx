import { Bounced } from "../features/notifications/components/Bounced";
import { HomePage } from "../features/home/pages/HomePage";
import { WelcomePage } from "../features/home/pages/WelcomePage";
import { useActor } from "../session/store";

/** The first pages after login (feature home), with what has to be said there (feature notifications). */

export function Home() {
  return <HomePage notice={<Told />} />;
}

export function Welcome() {
  return <WelcomePage notice={<Told />} />;
}

function Told() {
  const { record } = useActor();
  return record === null ? null : <Bounced record={record} />;
}
