import { Navigate, Outlet } from "react-router";
import { ProfileMenu } from "../components/ProfileMenu";
import { campaign } from "../i18n/campaign";
import { emergency } from "../i18n/emergency";
import { gridVersions, revocations } from "../i18n/gridVersions";
import { organisations } from "../i18n/organisations";
import { shell } from "../i18n/shell";
import { labels } from "../i18n/words";
import { useActor } from "../session/store";
import { NavBar } from "./NavBar";
import { SessionGate } from "./SessionGate";
import { Shell } from "./Shell";
import { logOut } from "./logOut";

export function OperatorPublicLayout() {
  return <Shell space="operator" home="/" suffix={shell.operator}><Outlet /></Shell>;
}

export function OperatorLayout() {
  return (
    <SessionGate role="operator">
      <OperatorShell />
    </SessionGate>
  );
}

export function ToImports() {
  return <Navigate to="/ops/imports" replace />;
}

function OperatorShell() {
  const actor = useActor();
  const menu = <ProfileMenu name={actor.display_name} heading={shell.operator} actions={[{ id: "log-out", label: labels.logOut, icon: "logout", onAction: logOut }]} />;
  return (
    <Shell space="operator" home="/ops/imports" suffix={shell.operator} nav={<NavBar entries={[{ to: "/ops/imports", label: shell.imports, icon: "users" }, { to: "/ops/campagne", label: campaign.menu, icon: "mail" }, { to: "/ops/organisations", label: organisations.menu, icon: "folder" }, { to: "/ops/documents", label: shell.figures, icon: "document" }, { to: "/ops/grille", label: gridVersions.menu, icon: "grid" }, { to: "/ops/revocations", label: revocations.menu, icon: "block" }, { to: "/ops/urgences", label: emergency.review.menu, icon: "alert" }, { to: "/ops/suppressions", label: shell.deletions, icon: "trash" }]} />} aside={menu}>
      <Outlet />
    </Shell>
  );
}
