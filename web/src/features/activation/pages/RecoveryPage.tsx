import { useState } from "react";
import { Navigate, useNavigate } from "react-router";
import { Button } from "../../../components/Button";
import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { Notice } from "../../../components/Notice";
import { Page } from "../../../components/Page";
import { PasswordField } from "../../../components/PasswordField";
import { PasswordRules } from "../../../components/PasswordRules";
import { IDENTIFIER, passwordRules } from "../../../components/rules";
import { useForm } from "../../../components/useForm";
import { recovery } from "../../../i18n/account";
import { credentials } from "../../../i18n/credentials";
import { recover } from "../api/activation";
import { Outcome } from "../components/Outcome";
import { useIdentification } from "../journey";

const text = recovery.choose;

/** LOG-10: the identifier one had forgotten, and new credentials. */
export function RecoveryPage() {
  const { ticket, given_name: name, identifier: forgotten, state, minor } = useIdentification();
  const navigate = useNavigate();
  const [identifier, setIdentifier] = useState(forgotten ?? "");
  const [password, setPassword] = useState("");
  const form = useForm({
    check: () => ({
      ...(!IDENTIFIER.test(identifier.trim()) && { identifier: credentials.wrong.identifier }),
      ...(!Object.values(passwordRules(password, identifier)).every(Boolean) && { password: credentials.wrong.password }),
    }),
    send: async () => {
      await recover({ ticket, identifier: identifier.trim(), password });
      await navigate("/acces-oublies/termine", { replace: true });
    },
    messages: { identifier: credentials.wrong.identifierRefused, password: credentials.wrong.passwordRefused },
  });
  if (state !== "activated" || minor) return <Navigate to="/activation/choix" replace />;
  return (
    <Page width="form" title={text.title(name)}>
      <Notice title={text.yours(forgotten ?? "")}>{text.keep}</Notice>
      <Form form={form} label={text.form}>
        <Field name="identifier" label={credentials.identifier} hint={credentials.identifierHint} value={identifier} onChange={setIdentifier} error={form.errors["identifier"]} autoComplete="username" spellCheck={false} autoCapitalize="none" maxLength={60} />
        <PasswordField name="password" label={credentials.password} value={password} onChange={setPassword} error={form.errors["password"]} autoComplete="new-password" maxLength={256} />
        <PasswordRules password={password} identifier={identifier} />
        <Button type="submit" wide isPending={form.isPending}>{text.submit}</Button>
      </Form>
    </Page>
  );
}

export function RecoveredPage() {
  return (
    <Outcome icon="check" title={recovery.done.title}>
      <p>{recovery.done.what}</p>
      <ButtonAnchor to="/connexion" wide>{recovery.done.login}</ButtonAnchor>
    </Outcome>
  );
}
