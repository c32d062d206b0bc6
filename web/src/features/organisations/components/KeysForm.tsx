import { useState } from "react";
import { Button } from "../../../components/Button";
import { sayDone } from "../../../components/Confirmation";
import { Form } from "../../../components/Form";
import { TextArea } from "../../../components/TextArea";
import { useForm } from "../../../components/useForm";
import { organisations } from "../../../i18n/organisations";
import { type Account, keySetOf, replaceKeys } from "../api/organisations";

const text = organisations.rotate;

/** Puts other public keys in place of an account's. */
export function KeysForm({ account, onReplaced }: { account: Account; onReplaced: (account: Account) => void }) {
  const [jwks, setJwks] = useState("");
  const name = `jwks-${account.id}`;
  const form = useForm({
    check: () => ({ ...(keySetOf(jwks) === null && { [name]: text.wrong }) }),
    send: async () => {
      const replaced = await replaceKeys(account.id, keySetOf(jwks) ?? { keys: [] });
      sayDone(text.done);
      onReplaced(replaced);
    },
    messages: { [name]: text.wrong },
    fieldOf: () => name,
  });
  return (
    <Form form={form} label={text.form(account.label)}>
      <p>{text.what}</p>
      <TextArea name={name} label={text.jwks} hint={text.jwksHint} value={jwks} onChange={setJwks} error={form.errors[name]} maxLength={20_000} rows={6} />
      <Button type="submit" isPending={form.isPending}>{text.submit}</Button>
    </Form>
  );
}
