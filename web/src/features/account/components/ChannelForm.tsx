import { useState } from "react";
import { Button } from "../../../components/Button";
import { Choice } from "../../../components/Choice";
import { sayDone } from "../../../components/Confirmation";
import { Form } from "../../../components/Form";
import { Actions } from "../../../components/Page";
import { useForm } from "../../../components/useForm";
import { account } from "../../../i18n/account";
import { type Account, type Channel, chooseChannel } from "../api/account";

const text = account.channel;

/** LOG-05: where access codes go, unless one chooses otherwise at login. */
export function ChannelForm({ account: held, onChange }: { account: Account; onChange: (account: Account) => void }) {
  const [channel, setChannel] = useState<Channel>(held.code_channel);
  const missing = channel === "sms" ? held.contact.mobile === null : held.contact.email === null;
  const form = useForm({
    check: () => ({ ...(missing && { channel: text.wrong }) }),
    send: async () => {
      onChange(await chooseChannel(channel));
      sayDone(text.done);
    },
  });
  return (
    <Form form={form} label={text.title}>
      <Choice
        name="channel" label={text.label} value={channel} onChange={setChannel} error={form.errors["channel"]}
        options={[{ value: "email", label: text.byEmail, icon: "mail" }, { value: "sms", label: text.bySms, icon: "mobile" }]}
      />
      <Actions><Button type="submit" kind="secondary" isPending={form.isPending}>{text.submit}</Button></Actions>
    </Form>
  );
}
