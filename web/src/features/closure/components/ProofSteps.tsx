import { useState } from "react";
import { asProblem, type Problem } from "../../../api/problem";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { Notice } from "../../../components/Notice";
import { Actions, Section } from "../../../components/Page";
import { PasswordField } from "../../../components/PasswordField";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { useForm } from "../../../components/useForm";
import { closure } from "../../../i18n/closure";
import { words } from "../../../i18n/words";
import { type Channel, type Confirmation, type Proof, type SentCode, sendConfirmationCode, startConfirmation } from "../api/closure";

const text = closure.proof;

interface ProofStepsProps {
  /** What the last button does. */
  act: string;
  onProof: (proof: Proof) => Promise<void>;
  onCancel: () => void;
}

interface Sent {
  confirmation: Confirmation;
  channel: Channel;
  code: SentCode;
}

/** CLO-08: the stronger factor before an act that matters. Password, then the code, then the act. */
export function ProofSteps({ act, onProof, onCancel }: ProofStepsProps) {
  const [sent, setSent] = useState<Sent>();
  return (
    <Section id="proof" title={text.title}>
      <p>{text.lead}</p>
      <Card>
        {sent ? <CodeStep sent={sent} act={act} onSent={setSent} onProof={onProof} /> : <PasswordStep onSent={setSent} />}
        <Actions><Button kind="quiet" onPress={onCancel}>{words.cancel}</Button></Actions>
      </Card>
    </Section>
  );
}

function PasswordStep({ onSent }: { onSent: (sent: Sent) => void }) {
  const [password, setPassword] = useState("");
  const form = useForm({
    check: () => ({ ...(password === "" && { password: text.wrong.password }) }),
    send: async () => {
      const confirmation = await startConfirmation(password);
      onSent(await send(confirmation, confirmation.default_channel));
    },
    messages: { password: text.wrong.password },
  });
  return (
    <Form form={form} label={text.form}>
      <PasswordField name="password" label={text.password} value={password} onChange={setPassword} error={form.errors["password"]} autoComplete="current-password" maxLength={256} />
      <Button type="submit" wide isPending={form.isPending}>{text.next}</Button>
    </Form>
  );
}

function CodeStep({ sent, act, onSent, onProof }: { sent: Sent; act: string; onSent: (sent: Sent) => void; onProof: (proof: Proof) => Promise<void> }) {
  const [code, setCode] = useState("");
  const [resendProblem, setResendProblem] = useState<Problem>();
  const digits = code.replace(/\s/g, "");
  const form = useForm({
    check: () => ({ ...(!/^\d{6}$/.test(digits) && { code: text.wrong.code }) }),
    send: () => onProof({ confirmation: sent.confirmation.confirmation, code: digits }),
    messages: { code: text.wrong.code },
  });
  const resend = (channel: Channel) => {
    setResendProblem(undefined);
    send(sent.confirmation, channel).then(onSent, (thrown: unknown) => setResendProblem(asProblem(thrown)));
  };
  const other = sent.confirmation.channels.find((way) => way.channel !== sent.channel);
  return (
    <Form form={form} label={text.form}>
      <Notice tone="info" icon={sent.channel === "email" ? "mail" : "mobile"} role="status">{text.sent(sent.code.masked)}</Notice>
      {resendProblem && <ProblemNotice problem={resendProblem} />}
      <Field name="code" label={text.code} value={code} onChange={setCode} error={form.errors["code"]} autoComplete="one-time-code" inputMode="numeric" size="middle" maxLength={12} />
      <Button type="submit" kind="danger" wide isPending={form.isPending}>{act}</Button>
      <Actions>
        <Button kind="quiet" icon="refresh" onPress={() => resend(sent.channel)}>{text.again}</Button>
        {other && <Button kind="quiet" onPress={() => resend(other.channel)}>{text.byOther[other.channel]}</Button>}
      </Actions>
    </Form>
  );
}

async function send(confirmation: Confirmation, channel: Channel): Promise<Sent> {
  return { confirmation, channel, code: await sendConfirmationCode(confirmation.confirmation, channel) };
}
