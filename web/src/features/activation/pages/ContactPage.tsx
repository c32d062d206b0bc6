import { useNavigate } from "react-router";
import { Button } from "../../../components/Button";
import { Choice } from "../../../components/Choice";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { Page } from "../../../components/Page";
import { Steps } from "../../../components/Steps";
import { useForm } from "../../../components/useForm";
import { activation } from "../../../i18n/activation";
import { words } from "../../../i18n/words";
import { type Journey, useIdentification, useJourney } from "../journey";
import { EMAIL, MOBILE } from "../../../components/rules";

const text = activation.contact;

function faults({ email, mobile, channel }: Journey) {
  return {
    ...(email.trim() === "" && mobile.trim() === "" && { email: text.wrong.emailOrMobile }),
    ...(email.trim() !== "" && !EMAIL.test(email.trim()) && { email: text.wrong.email }),
    ...(mobile.trim() !== "" && !MOBILE.test(mobile.trim()) && { mobile: text.wrong.mobile }),
    ...(channel === null && { channel: text.wrong.channel }),
    ...(channel === "sms" && mobile.trim() === "" && { channel: text.wrong.channelSms }),
    ...(channel === "email" && email.trim() === "" && { channel: text.wrong.channelEmail }),
  };
}

/** ACT-31, ACT-32: what the insurer knows, to check and correct. */
export function ContactPage() {
  const { state } = useIdentification();
  const { journey, change } = useJourney();
  const navigate = useNavigate();
  const form = useForm({ check: () => faults(journey), send: async () => void (await navigate("/activation/compte")) });
  return (
    <Page width="form" title={text.title} lead={state === "closed" ? text.leadClosed : text.lead} back={{ to: "/activation/choix", label: words.back }}>
      <Steps label={activation.steps.label} steps={activation.steps.names} current={2} />
      <Form form={form} label={text.form}>
        <Field name="email" label={text.email} hint={text.emailHint} type="email" value={journey.email} onChange={(email) => change({ email })} error={form.errors["email"]} autoComplete="email" inputMode="email" spellCheck={false} autoCapitalize="none" maxLength={254} />
        <Field name="mobile" label={text.mobile} hint={text.mobileHint} optional type="tel" value={journey.mobile} onChange={(mobile) => change({ mobile })} error={form.errors["mobile"]} autoComplete="tel" inputMode="tel" size="middle" maxLength={20} />
        <Choice
          name="channel" label={text.channel} value={journey.channel} onChange={(channel) => change({ channel })} error={form.errors["channel"]}
          options={[{ value: "email", label: text.byEmail, icon: "mail" }, { value: "sms", label: text.bySms, icon: "mobile" }]}
        />
        <Button type="submit" wide>{text.submit}</Button>
      </Form>
    </Page>
  );
}
