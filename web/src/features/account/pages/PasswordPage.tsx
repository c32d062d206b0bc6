import { useState } from "react";
import { useNavigate } from "react-router";
import { useResource } from "../../../api/useResource";
import { Button } from "../../../components/Button";
import { sayDone } from "../../../components/Confirmation";
import { Form } from "../../../components/Form";
import { Page } from "../../../components/Page";
import { PasswordField } from "../../../components/PasswordField";
import { PasswordRules } from "../../../components/PasswordRules";
import { passwordRules } from "../../../components/rules";
import { useForm } from "../../../components/useForm";
import { account } from "../../../i18n/account";
import { credentials } from "../../../i18n/credentials";
import { changePassword, showAccount } from "../api/account";

const text = account.password;

/** ACT-35: the same rules as at activation; the old password is asked for. */
export function PasswordPage() {
  const identifier = useResource("account", showAccount).data?.identifier ?? "";
  const navigate = useNavigate();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const form = useForm({
    check: () => ({
      ...(current === "" && { current: text.currentMissing }),
      ...(!Object.values(passwordRules(next, identifier)).every(Boolean) && { new: credentials.wrong.password }),
    }),
    send: async () => {
      await changePassword(current, next);
      sayDone(text.done, { onNextPage: true });
      void navigate("/parametres/compte", { replace: true });
    },
    messages: { current: text.currentMissing, new: credentials.wrong.passwordRefused },
  });
  return (
    <Page width="form" title={text.title} lead={text.lead} back={{ to: "/parametres/compte", label: account.title }}>
      <Form form={form} label={text.form}>
        <PasswordField name="current" label={text.current} value={current} onChange={setCurrent} error={form.errors["current"]} autoComplete="current-password" maxLength={256} />
        <PasswordField name="new" label={text.next} hint={text.what} value={next} onChange={setNext} error={form.errors["new"]} autoComplete="new-password" maxLength={256} />
        <PasswordRules password={next} identifier={identifier} />
        <Button type="submit" wide isPending={form.isPending}>{text.submit}</Button>
      </Form>
    </Page>
  );
}
