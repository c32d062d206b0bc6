import { useState } from "react";
import { Button } from "../../../components/Button";
import { Choice } from "../../../components/Choice";
import { sayDone } from "../../../components/Confirmation";
import { Form } from "../../../components/Form";
import { Notice } from "../../../components/Notice";
import { useForm } from "../../../components/useForm";
import { desk } from "../../../i18n/desk";
import { type Call, type Channel, sendCode } from "../api/desk";

const text = desk.call;

/** Help to activate: a code leaves for the contact that is known, and is shown to nobody. */
export function CodeForm({ call }: { call: Call }) {
  const [channel, setChannel] = useState<Channel | null>(call.channels[0]?.channel ?? null);
  const form = useForm({
    check: () => ({}),
    send: async () => {
      if (channel !== null) sayDone(text.codeSent(await sendCode(call.id, channel)));
    },
  });
  if (!call.adult) return <Notice>{text.minor}</Notice>;
  if (call.channels.length === 0) return <Notice tone="care">{text.noContact}</Notice>;
  return (
    <Form form={form} label={text.codeTitle}>
      <p>{text.codeWhat}</p>
      <Choice
        name="channel" label={text.codeChannel} value={channel} onChange={setChannel}
        options={call.channels.map((way) => ({ value: way.channel, label: way.masked, icon: way.channel === "sms" ? "mobile" : "mail" }))}
      />
      <Button type="submit" icon="mail" isPending={form.isPending}>{text.sendCode}</Button>
    </Form>
  );
}
