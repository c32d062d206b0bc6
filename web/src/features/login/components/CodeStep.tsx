import { useEffect, useState } from "react";
import type { FieldErrors } from "../../../components/ErrorSummary";
import { Button } from "../../../components/Button";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { Notice } from "../../../components/Notice";
import { Actions } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { useForm } from "../../../components/useForm";
import { asProblem, type Problem } from "../../../api/problem";
import { login as text } from "../../../i18n/login";
import { type Channel, type ClosedProfile, finishLogin, type SentCode, sendCode, type Session, type StartedLogin } from "../api/login";

interface CodeStepProps {
  login: StartedLogin;
  channel: Channel;
  sent: SentCode;
  onSession: (session: Session) => void;
  onClosed: (profile: ClosedProfile) => void;
  onOtherChannel?: () => void;
  onRestart: () => void;
}

/** Refusals after which only a new start helps. */
const OVER = new Set(["identity.login-unknown", "identity.factor-disabled"]);

export function CodeStep({ login, channel, sent: first, onSession, onClosed, onOtherChannel, onRestart }: CodeStepProps) {
  const [code, setCode] = useState("");
  const [sent, setSent] = useState({ ...first, again: false });
  const [resendProblem, setResendProblem] = useState<Problem>();
  const wait = useCountdown(sent.retry_in, sent);
  const digits = code.replace(/\s/g, "");
  const form = useForm({
    check: (): FieldErrors => (/^\d{6}$/.test(digits) ? {} : { code: text.wrong.code }),
    send: async () => {
      const answer = await finishLogin(login.login, digits);
      if ("profile" in answer) onClosed(answer);
      else onSession(answer);
    },
    messages: { code: text.wrong.code },
  });
  const resend = () => {
    setResendProblem(undefined);
    form.clear();
    sendCode(login.login, channel).then(
      (answer) => {
        setCode("");
        setSent({ ...answer, again: true });
      },
      (thrown: unknown) => setResendProblem(asProblem(thrown)),
    );
  };
  return (
    <Form form={form} label={text.code.form}>
      <Notice tone="info" icon={channel === "email" ? "mail" : "mobile"} role="status">
        {sent.again ? text.code.resent : (channel === "email" ? text.code.byEmail : text.code.bySms)(sent.masked)}
      </Notice>
      {resendProblem && <ProblemNotice problem={resendProblem} />}
      <Field name="code" label={text.code.label} value={code} onChange={setCode} error={form.errors["code"]} autoComplete="one-time-code" inputMode="numeric" size="middle" maxLength={12} />
      {form.problem && OVER.has(form.problem.code)
        ? <Button wide onPress={onRestart}>{text.code.startAgain}</Button>
        : <Button type="submit" wide isPending={form.isPending}>{text.code.submit}</Button>}
      <Actions>
        <Button kind="quiet" icon="refresh" onPress={resend} isDisabled={wait > 0}>{wait > 0 ? text.code.resendIn(wait) : text.code.resend}</Button>
        {onOtherChannel && <Button kind="quiet" onPress={onOtherChannel}>{text.code.otherChannel}</Button>}
      </Actions>
    </Form>
  );
}

/** Seconds left before another code may be asked for; starts again with each `event`. */
function useCountdown(seconds: number, event: object): number {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [seconds, event]);
  return left;
}
