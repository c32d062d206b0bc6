import { type ReactNode, useState } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { Card } from "../../../components/Card";
import { Page } from "../../../components/Page";
import { login as text } from "../../../i18n/login";
import { labels } from "../../../i18n/words";
import { beginSession } from "../../../session/renewal";
import type { ClosedProfile, Session, Space } from "../api/login";
import { type LoginStep, LoginSteps } from "../components/LoginSteps";
import { destinationOf, type Wanted } from "../destination";
import styles from "./LoginPage.module.css";

type ReturnScreen = (profile: ClosedProfile, onSession: (session: Session) => void, onLeave: () => void) => ReactNode;

interface LoginPageProps {
  space: Space;
  /** Another way to log in, shown first, and the words that lead from it to the password. */
  otherWay?: { way: ReactNode; or: string };
  withoutPassword?: boolean;
  /** Shown instead of the page when the profile is closed. */
  returnScreen?: ReturnScreen;
}

export function LoginPage({ space, otherWay, withoutPassword, returnScreen }: LoginPageProps) {
  const [step, setStep] = useState<LoginStep["name"]>("credentials");
  const [closed, setClosed] = useState<ClosedProfile>();
  const navigate = useNavigate();
  const { state } = useLocation() as { state: Wanted | null };
  const enter = (session: Session) => {
    beginSession(session);
    const { to, ...after } = destinationOf(session.actor, state ?? {});
    void navigate(to, { replace: true, ...after });
  };
  if (closed && returnScreen) return returnScreen(closed, enter, () => void navigate("/", { replace: true }));
  const title = { credentials: text[space].title, channel: text.channel.title, code: text.code.title }[step];
  return (
    <Page width="form" title={title}>
      {step === "credentials" && otherWay?.way}
      {step === "credentials" && otherWay && !withoutPassword && <h2>{otherWay.or}</h2>}
      {!withoutPassword && <LoginCard space={space} step={step} onStep={setStep} onSession={enter} onClosed={setClosed} />}
    </Page>
  );
}

interface LoginCardProps {
  space: Space;
  step: LoginStep["name"];
  onStep: (step: LoginStep["name"]) => void;
  onSession: (session: Session) => void;
  onClosed: (profile: ClosedProfile) => void;
}

function LoginCard({ space, step, onStep, onSession, onClosed }: LoginCardProps) {
  return (
    <>
      <Card><LoginSteps space={space} onStep={onStep} onSession={onSession} onClosed={onClosed} /></Card>
      {space === "patient" && step === "credentials" && (
        <ul role="list" className={styles.ways}>
          <li>{text.forgotten} <Link to="/acces-oublies">{text.forgottenHow}</Link></li>
          <li>{text.notActivated} <Link to="/activation">{labels.activate}</Link></li>
        </ul>
      )}
    </>
  );
}
