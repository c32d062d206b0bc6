import { Outlet } from "react-router";
import { ProfileMenu } from "../components/ProfileMenu";
import { desk } from "../i18n/desk";
import { explanations } from "../i18n/explanations";
import { labels } from "../i18n/words";
import { useActor } from "../session/store";
import { NavBar } from "./NavBar";
import { SessionGate } from "./SessionGate";
import { Shell } from "./Shell";
import { logOut } from "./logOut";

/** The 3422 desk, in the operators' part of the site, for agents alone. */
export function SupportLayout() {
  return (
    <SessionGate role="support">
      <SupportShell />
    </SessionGate>
  );
}

function SupportShell() {
  const actor = useActor();
  const menu = <ProfileMenu name={actor.display_name} heading={desk.space} actions={[{ id: "log-out", label: labels.logOut, icon: "logout", onAction: logOut }]} />;
  const entries = [
    { to: "/ops/3422", label: desk.menu.call, icon: "phone", end: true },
    { to: "/ops/3422/corrections", label: desk.menu.corrections, icon: "users" },
    { to: "/ops/3422/explication", label: explanations.desk.menu, icon: "help" },
  ] as const;
  return (
    <Shell space="operator" home="/ops/3422" suffix={desk.space} nav={<NavBar entries={entries} />} aside={menu}>
      <Outlet />
    </Shell>
  );
}
