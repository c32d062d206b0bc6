import { useState } from "react";
import { Button } from "../../../components/Button";
import { Checkbox } from "../../../components/Choice";
import { sayDone } from "../../../components/Confirmation";
import { Form } from "../../../components/Form";
import { Notice } from "../../../components/Notice";
import { useForm } from "../../../components/useForm";
import { desk } from "../../../i18n/desk";
import { type Call, recordOpposition } from "../api/desk";

const text = desk.call;

/** ACT-26, ACT-27: an opposition by telephone or by letter. */
export function OppositionForm({ call, onDone }: { call: Call; onDone: (call: Call) => void }) {
  const [read, setRead] = useState(false);
  const form = useForm({
    check: (): Record<string, string> => (read ? {} : { read: text.oppositionUnread }),
    send: async () => {
      onDone(await recordOpposition(call.id));
      sayDone(text.opposed);
    },
  });
  if (!call.may_oppose) return <Notice>{text.oppositionPhone}</Notice>;
  return (
    <Form form={form} label={text.oppositionTitle}>
      <p>{call.state === "auto_created" ? text.oppositionCreatedWhat : text.oppositionWhat}</p>
      <Checkbox name="read" isSelected={read} onChange={setRead} error={form.errors["read"]}>{text.oppositionRead}</Checkbox>
      <Button type="submit" kind="danger" isPending={form.isPending}>{text.oppose}</Button>
    </Form>
  );
}
