import { useState } from "react";
import { Button } from "../../../components/Button";
import { Choice } from "../../../components/Choice";
import { Form } from "../../../components/Form";
import { Actions } from "../../../components/Page";
import { useForm } from "../../../components/useForm";
import { login as text } from "../../../i18n/login";
import { type Channel, type SentCode, sendCode, type StartedLogin } from "../api/login";

interface ChannelStepProps {
  login: StartedLogin;
  onSent: (channel: Channel, sent: SentCode) => void;
  onRestart: () => void;
}

export function ChannelStep({ login, onSent, onRestart }: ChannelStepProps) {
  const [channel, setChannel] = useState<Channel>(login.default_channel);
  const form = useForm({
    check: () => ({}),
    send: async () => onSent(channel, await sendCode(login.login, channel)),
  });
  const lost = form.problem?.code === "identity.login-unknown";
  return (
    <Form form={form} label={text.channel.title}>
      <Choice
        name="channel" label={text.channel.label} value={channel} onChange={setChannel}
        options={login.channels.map((way) => ({
          value: way.channel,
          label: way.channel === "email" ? text.channel.byEmail : text.channel.bySms,
          what: way.masked,
          icon: way.channel === "email" ? "mail" : "mobile",
        }))}
      />
      <Actions>
        {lost
          ? <Button wide onPress={onRestart}>{text.code.startAgain}</Button>
          : <Button type="submit" wide isPending={form.isPending}>{text.channel.submit}</Button>}
      </Actions>
    </Form>
  );
}
