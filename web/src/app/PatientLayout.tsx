import { Outlet, useNavigate } from "react-router";
import { type LoadedResource, useResource } from "../api/useResource";
import { Button } from "../components/Button";
import { LogoSign } from "../components/Logo";
import { Actions, Page } from "../components/Page";
import { ProblemNotice } from "../components/ProblemNotice";
import { ProfileMenu } from "../components/ProfileMenu";
import { listProfiles, type ProfileInList, type Profiles } from "../features/family/api/family";
import { useUnread } from "../features/messaging/unread";
import { family } from "../i18n/family";
import { messaging } from "../i18n/messaging";
import { labels, words } from "../i18n/words";
import { openProfile, type Profile, ProfileInHand, profileInAddress } from "../session/profile";
import { useActor } from "../session/store";
import { NavBar, type Entry } from "./NavBar";
import { SessionGate } from "./SessionGate";
import { Shell } from "./Shell";
import { logOut } from "./logOut";
import styles from "./shell.module.css";

/** In the order of NAV-01; only what exists. */
const ENTRIES: readonly Entry[] = [
  { to: "/accueil", label: labels.home, icon: "home" },
  { to: "/profil-medical", label: labels.profile, icon: "heart" },
  { to: "/documents", label: labels.documents, icon: "document" },
  { to: "/messages", label: messaging.menu, icon: "mail" },
];

export function PatientLayout() {
  return (
    <SessionGate role="patient">
      <PatientShell />
    </SessionGate>
  );
}

/** The profile on the screen comes from the address; a child's is shown only once identity says that it is one of ours. */
function PatientShell() {
  const actor = useActor();
  const profiles = useResource("profiles", listProfiles);
  const children = profiles.data?.children ?? [];
  const child = children.find(({ record }) => record === profileInAddress);
  if (profileInAddress !== null && (child === undefined || child.closed)) return <NoProfile profiles={profiles} isClosed={child !== undefined} />;
  const inHand: Profile = {
    record: child?.record ?? actor.record ?? "", name: child?.display_name ?? actor.display_name, isChild: child !== undefined, refresh: profiles.reload,
  };
  const menu = <PatientMenu shown={inHand} children={children} invitations={profiles.data?.invitations ?? 0} />;
  return (
    <ProfileInHand value={inHand}>
      <Shell space="patient" home="/accueil" nav={<NavBar entries={ENTRIES} bottomOnPhone />} aside={menu} band={inHand.isChild && <Band name={inHand.name} />}><Outlet /></Shell>
    </ProfileInHand>
  );
}

/** NAV-02, MIN-02, MIN-12: own profile, each child, and what belongs to the profile on the screen. */
function PatientMenu({ shown, children, invitations }: { shown: Profile; children: ProfileInList[]; invitations: number }) {
  const actor = useActor();
  const navigate = useNavigate();
  /** What belongs to the person themselves is found from a child's profile too. */
  const goOwn = (page: string) => (shown.isChild ? openProfile(null, page) : void navigate(page));
  const note = (record: string | null) => (record === shown.record ? family.shown : undefined);
  return (
    <ProfileMenu
      name={shown.name} count={useUnread(shown.record)} counted={messaging.unreadInMenu} heading={family.profiles}
      profiles={[
        { id: "own", label: actor.display_name, icon: "user", note: note(actor.record), onAction: () => goOwn("/accueil") },
        ...children.map((child) => ({
          id: child.record, label: child.display_name, icon: "user" as const, note: child.closed ? family.adding.closed : note(child.record),
          onAction: () => (child.closed ? goOwn("/profils") : openProfile(child.record)),
        })),
        { id: "add", label: family.add, icon: "plus", onAction: () => goOwn("/profils/ajouter") },
        ...(invitations > 0 ? [{ id: "invitations", label: family.invitations(invitations), icon: "mail" as const, onAction: () => goOwn("/profils/invitations") }] : []),
      ]}
      actions={[
        { id: "history", label: labels.history, icon: "clock", onAction: () => void navigate("/historique") },
        { id: "settings", label: labels.settings, icon: "settings", onAction: () => void navigate("/parametres") },
        { id: "log-out", label: labels.logOut, icon: "logout", onAction: logOut },
      ]}
    />
  );
}

function Band({ name }: { name: string }) {
  return (
    <div className={styles.band} role="region" aria-label={family.bandRegion}>
      <p>{family.band(name)}</p>
      <button type="button" onClick={() => openProfile(null)}>{family.backToMine}</button>
    </div>
  );
}

function NoProfile({ profiles, isClosed }: { profiles: LoadedResource<Profiles>; isClosed: boolean }) {
  if (profiles.state === "loading") return <main className={styles.gate}><LogoSign size={64} /><p role="status">{words.loading}</p></main>;
  const why = isClosed ? family.frozen : family.gone;
  return (
    <main>
      <Page width="form" title={why.title}>
        {profiles.problem ? <ProblemNotice problem={profiles.problem} onRetry={profiles.reload} /> : <p>{why.what}</p>}
        <Actions><Button onPress={() => openProfile(null, isClosed ? "/profils" : "/accueil")}>{isClosed ? family.profiles : family.backToMine}</Button></Actions>
      </Page>
    </main>
  );
}
