import { useState } from "react";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { Checkbox } from "../../../components/Choice";
import { sayDone } from "../../../components/Confirmation";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { TextArea } from "../../../components/TextArea";
import { useForm } from "../../../components/useForm";
import { organisations } from "../../../i18n/organisations";
import { type Account, keySetOf, registerAccount } from "../api/organisations";

const text = organisations.add;
const keys = organisations.rotate;

/** Registers software of an organisation with its public keys. */
export function AccountForm({ organisation, scopes, onRegistered }: { organisation: string; scopes: readonly string[]; onRegistered: (account: Account) => void }) {
  const [label, setLabel] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [jwks, setJwks] = useState("");
  const choose = (scope: string, on: boolean) => setChosen((before) => (on ? [...before, scope] : before.filter((each) => each !== scope)));
  const form = useForm({
    check: () => ({
      ...(!label.trim() && { label: text.wrong.label }),
      ...(chosen.length === 0 && { scopes: text.wrong.scopes }),
      ...(keySetOf(jwks) === null && { jwks: keys.wrong }),
    }),
    send: async () => {
      const account = await registerAccount(organisation, { label: label.trim(), scopes: [...chosen], jwks: keySetOf(jwks) ?? { keys: [] } });
      setLabel("");
      setChosen([]);
      setJwks("");
      sayDone(text.done);
      onRegistered(account);
    },
    messages: { ...text.wrong, jwks: keys.wrong },
    fieldOf: (field) => field.split(".")[0] ?? field,
  });
  return (
    <Card>
      <Form form={form} label={text.form}>
        <Field name="label" label={text.label} value={label} onChange={setLabel} error={form.errors["label"]} maxLength={100} autoComplete="off" />
        <fieldset>
          <legend>{text.scopes}</legend>
          {scopes.map((scope, place) => (
            <Checkbox key={scope} name={place === 0 ? "scopes" : `scopes-${place}`} isSelected={chosen.includes(scope)} onChange={(on) => choose(scope, on)} error={place === 0 ? form.errors["scopes"] : undefined}>{text.scope[scope] ?? scope}</Checkbox>
          ))}
        </fieldset>
        <TextArea name="jwks" label={keys.jwks} hint={keys.jwksHint} value={jwks} onChange={setJwks} error={form.errors["jwks"]} maxLength={20_000} rows={6} />
        <Button type="submit" wide isPending={form.isPending}>{text.submit}</Button>
      </Form>
    </Card>
  );
}
