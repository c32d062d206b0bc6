import { type ReactNode, useEffect, useState } from "react";
import { Navigate, useLocation } from "react-router";
import { asProblem, type Problem } from "../api/problem";
import { Button } from "../components/Button";
import { ButtonAnchor } from "../components/ButtonAnchor";
import { LogoSign } from "../components/Logo";
import { Actions, Page } from "../components/Page";
import { ProblemNotice } from "../components/ProblemNotice";
import { login as text } from "../i18n/login";
import { labels } from "../i18n/words";
import { openProfile, profileInAddress } from "../session/profile";
import { endSession, resumeSession } from "../session/renewal";
import { type Actor, useSession } from "../session/store";
import { ExpiredSession } from "./ExpiredSession";
import styles from "./shell.module.css";

type Role = Actor["role"];
const LOGIN: Record<Role, string> = { patient: "/connexion", professional: "/pro/connexion", operator: "/ops/connexion", support: "/ops/connexion" };
/** Where one stands after logging out. */
const START: Record<Role, string> = { ...LOGIN, patient: "/" };
const HOME: Record<Role, string> = { patient: "/accueil", professional: "/pro/recherche", operator: "/ops/imports", support: "/ops/3422" };

/** Lets in those who are logged in with this role; asks the others to, and brings them back here. */
export function SessionGate({ role, children }: { role: Role; children: ReactNode }) {
  const session = useSession();
  const { pathname } = useLocation();
  const problem = useResume(session.status === "unknown");
  if (problem && session.status === "unknown") return <main><Page width="form" title={labels.product}><ProblemNotice problem={problem} onRetry={() => window.location.reload()} /></Page></main>;
  if (session.status === "unknown") return <main className={styles.gate}><LogoSign size={64} /><p role="status">{text.checking}</p></main>;
  if (session.status === "anonymous" && profileInAddress !== null && session.left) return <LeaveProfile to={START[role]} />;
  if (session.status === "anonymous") return session.left ? <Navigate to={START[role]} replace /> : <Navigate to={LOGIN[role]} replace state={{ from: pathname }} />;
  if (session.actor.role !== role) return <WrongSpace actor={session.actor} />;
  return (
    <>
      {children}
      {session.status === "expired" && <ExpiredSession space={role === "support" ? "operator" : role} actor={session.actor} />}
    </>
  );
}

/** Out of a child's pages for good: the address forgets whose they were. */
function LeaveProfile({ to }: { to: string }) {
  useEffect(() => openProfile(null, to), [to]);
  return null;
}

function useResume(needed: boolean): Problem | undefined {
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    if (needed) resumeSession().catch((thrown: unknown) => setProblem(asProblem(thrown)));
  }, [needed]);
  return problem;
}

function WrongSpace({ actor }: { actor: Actor }) {
  return (
    <main>
      <Page width="form" title={text.wrongSpace.title} lead={text.wrongSpace.what(text.wrongSpace[actor.role])}>
        <Actions>
          <ButtonAnchor to={HOME[actor.role]}>{text.wrongSpace.go}</ButtonAnchor>
          <Button kind="secondary" icon="logout" onPress={() => void endSession()}>{labels.logOut}</Button>
        </Actions>
      </Page>
    </main>
  );
}
