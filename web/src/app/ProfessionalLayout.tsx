import { Navigate, Outlet } from "react-router";
import { ProfileMenu } from "../components/ProfileMenu";
import { PatientsInHand } from "../features/patients/PatientsInHand";
import { shell } from "../i18n/shell";
import { labels } from "../i18n/words";
import { useActor } from "../session/store";
import { NavBar } from "./NavBar";
import { SessionGate } from "./SessionGate";
import { Shell } from "./Shell";
import { logOut } from "./logOut";

export function ProfessionalLayout() {
  return (
    <SessionGate role="professional">
      <ProfessionalShell />
    </SessionGate>
  );
}

export function ToSearch() {
  return <Navigate to="/pro/recherche" replace />;
}

function ProfessionalShell() {
  const actor = useActor();
  const menu = <ProfileMenu name={actor.display_name} heading={shell.professional} actions={[{ id: "log-out", label: labels.logOut, icon: "logout", onAction: logOut }]} />;
  return (
    <Shell space="professional" home="/pro/recherche" suffix={shell.professional} nav={<NavBar entries={[{ to: "/pro/recherche", label: shell.search, icon: "search" }]} />} aside={menu}>
      <PatientsInHand><Outlet /></PatientsInHand>
    </Shell>
  );
}
