import type { ReactNode } from "react";
import { Bounced } from "../features/notifications/components/Bounced";
import { HomePage } from "../features/home/pages/HomePage";
import { WelcomePage } from "../features/home/pages/WelcomePage";
import { useActor } from "../session/store";

/** The first pages after login, with what has to be said there before anything else. */

function Told({ children }: { children: ReactNode }) {
  const { record } = useActor();
  return <>{record !== null && <Bounced record={record} />}{children}</>;
}

export function Home() {
  return <Told><HomePage /></Told>;
}

export function Welcome() {
  return <Told><WelcomePage /></Told>;
}
