import { useState } from "react";
import { Button } from "../../../components/Button";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { Notice } from "../../../components/Notice";
import { Actions } from "../../../components/Page";
import { PasswordField } from "../../../components/PasswordField";
import { EMAIL, MOBILE } from "../../../components/rules";
import { useForm } from "../../../components/useForm";
import { account } from "../../../i18n/account";
import { type Channel, confirmChange, startChange, type StartedChange } from "../api/account";

const text = account.change;

export function NewAddressForm({ channel, onStarted }: { channel: Channel; onStarted: (started: StartedChange) => void }) {
  const [address, setAddress] = useState("");
  const [password, setPassword] = useState("");
  const isEmail = channel === "email";
  const wrong = isEmail ? text.wrong.email : text.wrong.mobile;
  const form = useForm({
    check: () => ({
      ...(!(isEmail ? EMAIL : MOBILE).test(address.trim()) && { address: wrong }),
      ...(password === "" && { password: text.wrong.password }),
    }),
    send: async () => onStarted(await startChange(channel, address.trim(), password)),
    messages: { address: wrong, password: text.wrong.password },
  });
  return (
    <Form form={form} label={text.form}>
      {isEmail
        ? <Field name="address" label={text.email} hint={text.emailHint} type="email" value={address} onChange={setAddress} error={form.errors["address"]} autoComplete="email" inputMode="email" spellCheck={false} autoCapitalize="none" maxLength={254} />
        : <Field name="address" label={text.mobile} hint={text.mobileHint} type="tel" value={address} onChange={setAddress} error={form.errors["address"]} autoComplete="tel" inputMode="tel" size="middle" maxLength={20} />}
      <PasswordField name="password" label={text.password} value={password} onChange={setPassword} error={form.errors["password"]} autoComplete="current-password" maxLength={256} />
      <Button type="submit" wide isPending={form.isPending}>{text.submit}</Button>
    </Form>
  );
}

export function ProofForm({ started, onDone, onRestart }: { started: StartedChange; onDone: () => void; onRestart: () => void }) {
  const [code, setCode] = useState("");
  const digits = code.replace(/\s/g, "");
  const form = useForm({
    check: (): Record<string, string> => (/^\d{6}$/.test(digits) ? {} : { code: text.wrong.code }),
    send: async () => {
      await confirmChange(started.change, digits);
      onDone();
    },
    messages: { code: text.wrong.code },
  });
  return (
    <Form form={form} label={text.codeForm}>
      <Notice icon="mail" role="status">{text.sent(started.masked)}</Notice>
      <Field name="code" label={text.code} value={code} onChange={setCode} error={form.errors["code"]} autoComplete="one-time-code" inputMode="numeric" size="middle" maxLength={12} />
      <Actions>
        <Button type="submit" isPending={form.isPending}>{text.confirm}</Button>
        <Button kind="quiet" onPress={onRestart}>{text.again}</Button>
      </Actions>
    </Form>
  );
}
