import { useState } from "react";
import { Button } from "../../../components/Button";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { PasswordField } from "../../../components/PasswordField";
import { useForm } from "../../../components/useForm";
import { login as text } from "../../../i18n/login";
import { type Space, type StartedLogin, startLogin } from "../api/login";

export function CredentialsStep({ space, onStarted }: { space: Space; onStarted: (login: StartedLogin) => void }) {
  const [identifier, setIdentifier] = useState("");
  const [password, setPassword] = useState("");
  const form = useForm({
    check: () => ({
      ...(identifier.trim() === "" && { identifier: text.wrong.identifier }),
      ...(password === "" && { password: text.wrong.password }),
    }),
    send: async () => onStarted(await startLogin(space, identifier.trim(), password)),
    messages: text.wrong,
  });
  return (
    <Form form={form} label={text.form}>
      <Field name="identifier" label={text.identifier} value={identifier} onChange={setIdentifier} error={form.errors["identifier"]} autoComplete="username" spellCheck={false} autoCapitalize="none" maxLength={60} />
      <PasswordField name="password" label={text.password} value={password} onChange={setPassword} error={form.errors["password"]} autoComplete="current-password" maxLength={256} />
      <Button type="submit" wide isPending={form.isPending}>{text.next}</Button>
    </Form>
  );
}
