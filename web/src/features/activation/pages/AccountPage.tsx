import { useState } from "react";
import { useNavigate } from "react-router";
import { Button } from "../../../components/Button";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { Page } from "../../../components/Page";
import { PasswordField } from "../../../components/PasswordField";
import { Steps } from "../../../components/Steps";
import { useForm } from "../../../components/useForm";
import { activation } from "../../../i18n/activation";
import { credentials } from "../../../i18n/credentials";
import { words } from "../../../i18n/words";
import { activate } from "../api/activation";
import { PasswordRules } from "../../../components/PasswordRules";
import { useIdentification, useJourney } from "../journey";
import { IDENTIFIER, passwordRules } from "../../../components/rules";

const text = { ...activation.account, ...credentials };

/** ACT-33 to ACT-36. */
export function AccountPage() {
  const { ticket } = useIdentification();
  const { journey } = useJourney();
  const navigate = useNavigate();
  const [identifier, setIdentifier] = useState("");
  const [password, setPassword] = useState("");
  const form = useForm({
    check: () => ({
      ...(!IDENTIFIER.test(identifier.trim()) && { identifier: text.wrong.identifier }),
      ...(!Object.values(passwordRules(password, identifier)).every(Boolean) && { password: text.wrong.password }),
    }),
    send: async () => {
      await activate({
        ticket,
        contact: { email: journey.email.trim() || null, mobile: journey.mobile.trim() || null },
        code_channel: journey.channel ?? "email",
        identifier: identifier.trim(),
        password,
      });
      await navigate("/activation/compte-active", { replace: true });
    },
    messages: { identifier: text.wrong.identifierRefused, password: text.wrong.passwordRefused },
  });
  return (
    <Page width="form" title={text.title} back={{ to: "/activation/coordonnees", label: words.back }}>
      <Steps label={activation.steps.label} steps={activation.steps.names} current={3} />
      <Form form={form} label={text.form}>
        <Field name="identifier" label={text.identifier} hint={text.identifierHint} value={identifier} onChange={setIdentifier} error={form.errors["identifier"]} autoComplete="username" spellCheck={false} autoCapitalize="none" maxLength={60} />
        <PasswordField name="password" label={text.password} value={password} onChange={setPassword} error={form.errors["password"]} autoComplete="new-password" maxLength={256} />
        <PasswordRules password={password} identifier={identifier} />
        <Button type="submit" wide isPending={form.isPending}>{text.submit}</Button>
      </Form>
    </Page>
  );
}
