import { Outlet, useNavigate } from "react-router";
import { ProfileMenu } from "../components/ProfileMenu";
import { shell } from "../i18n/shell";
import { labels } from "../i18n/words";
import { useActor } from "../session/store";
import { NavBar, type Entry } from "./NavBar";
import { SessionGate } from "./SessionGate";
import { Shell } from "./Shell";
import { logOut } from "./logOut";

/** In the order of NAV-01; only what exists. */
const ENTRIES: readonly Entry[] = [
  { to: "/accueil", label: labels.home, icon: "home" },
  { to: "/documents", label: labels.documents, icon: "document" },
];

export function PatientLayout() {
  return (
    <SessionGate role="patient">
      <PatientShell />
    </SessionGate>
  );
}

function PatientShell() {
  const actor = useActor();
  const navigate = useNavigate();
  const menu = (
    <ProfileMenu
      name={actor.display_name} heading={shell.myProfile}
      actions={[
        { id: "history", label: labels.history, icon: "clock", onAction: () => void navigate("/historique") },
        { id: "settings", label: labels.settings, icon: "settings", onAction: () => void navigate("/parametres") },
        { id: "log-out", label: labels.logOut, icon: "logout", onAction: logOut },
      ]}
    />
  );
  return <Shell space="patient" home="/accueil" nav={<NavBar entries={ENTRIES} bottomOnPhone />} aside={menu}><Outlet /></Shell>;
}
