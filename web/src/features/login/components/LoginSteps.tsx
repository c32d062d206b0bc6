import { useState } from "react";
import type { Channel, ClosedProfile, Session, SentCode, Space, StartedLogin } from "../api/login";
import { ChannelStep } from "./ChannelStep";
import { CodeStep } from "./CodeStep";
import { CredentialsStep } from "./CredentialsStep";

interface LoginStepsProps {
  space: Space;
  /** Said at each step, so that the page can name it. */
  onStep?: (step: LoginStep["name"]) => void;
  onSession: (session: Session) => void;
  /** Both factors were right, and the profile is closed (CLO-06). */
  onClosed: (profile: ClosedProfile) => void;
}

export type LoginStep =
  | { name: "credentials" }
  | { name: "channel"; login: StartedLogin }
  | { name: "code"; login: StartedLogin; channel: Channel; sent: SentCode };

/** Identifier and password, then where the code goes, then the code. Knows neither pages nor routes: also used over an expired session. */
export function LoginSteps({ space, onStep, onSession, onClosed }: LoginStepsProps) {
  const [step, setStep] = useState<LoginStep>({ name: "credentials" });
  const go = (next: LoginStep) => {
    setStep(next);
    onStep?.(next.name);
  };
  if (step.name === "channel") {
    return <ChannelStep login={step.login} onSent={(channel, sent) => go({ ...step, name: "code", channel, sent })} onRestart={() => go({ name: "credentials" })} />;
  }
  if (step.name === "code") {
    return (
      <CodeStep
        login={step.login} channel={step.channel} sent={step.sent} onSession={onSession} onClosed={onClosed}
        onOtherChannel={step.login.channels.length > 1 ? () => go({ name: "channel", login: step.login }) : undefined}
        onRestart={() => go({ name: "credentials" })}
      />
    );
  }
  return <CredentialsStep space={space} onStarted={(login) => go({ name: "channel", login })} />;
}
