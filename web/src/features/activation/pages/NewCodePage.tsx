import { useState } from "react";
import { Button } from "../../../components/Button";
import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { Choice } from "../../../components/Choice";
import { type DateParts, DateField, isoDate, NO_DATE } from "../../../components/DateField";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { Page } from "../../../components/Page";
import { useForm } from "../../../components/useForm";
import { activation } from "../../../i18n/activation";
import { type Channel, requestProvisionalCode } from "../api/activation";
import { Outcome } from "../components/Outcome";
import { WhereIsTheSerial } from "../components/WhereIsTheSerial";
import { ACTIVATION, type Way } from "../ways";
import { isNir, isSerial, withoutSpaces } from "../../../components/rules";

const text = activation.newCode;
const card = activation.identification;

/** ACT-15 to ACT-18: card, birth date, channel; always the same answer. */
export function NewCodePage({ way = ACTIVATION }: { way?: Way }) {
  const [sent, setSent] = useState(false);
  return sent ? <CodeOnItsWay way={way} /> : <NewCodeForm way={way} onSent={() => setSent(true)} />;
}

function CodeOnItsWay({ way }: { way: Way }) {
  return (
    <Outcome icon="mail" title={text.sentTitle}>
      <p>{text.sent}</p>
      <p>{text.sentByLetter}</p>
      <p>{text.sentNothing}</p>
      <ButtonAnchor to={way.identification} wide>{text.haveCode}</ButtonAnchor>
    </Outcome>
  );
}

function NewCodeForm({ way, onSent }: { way: Way; onSent: () => void }) {
  const [nir, setNir] = useState("");
  const [serial, setSerial] = useState("");
  const [birth, setBirth] = useState<DateParts>(NO_DATE);
  const [channel, setChannel] = useState<Channel | null>(null);
  const form = useForm({
    check: () => ({
      ...(!isNir(nir) && { nir: card.missing.nir }),
      ...(!isSerial(serial) && { serial: card.missing.serial }),
      ...(isoDate(birth) === null && { birth: text.wrong.birth }),
      ...(channel === null && { channel: text.wrong.channel }),
    }),
    send: async () => {
      await requestProvisionalCode({ nir: withoutSpaces(nir), vitale_serial: withoutSpaces(serial), birth_date: isoDate(birth) ?? "", channel: channel ?? "email" });
      onSent();
    },
    messages: { nir: card.missing.nir, serial: card.missing.serial, birth: text.wrong.birth },
    fieldOf: (field) => ({ vitale_serial: "serial", birth_date: "birth" })[field] ?? field,
  });
  return (
    <Page width="form" title={text.title} lead={text.lead} back={way.start}>
      <Form form={form} label={text.form}>
        <Field name="nir" label={card.nir} hint={card.nirHint} value={nir} onChange={setNir} error={form.errors["nir"]} autoComplete="off" spellCheck={false} size="middle" maxLength={30} />
        <Field name="serial" label={card.serial} hint={card.serialHint} value={serial} onChange={setSerial} error={form.errors["serial"]} autoComplete="off" inputMode="numeric" size="middle" maxLength={40} />
        <WhereIsTheSerial />
        <DateField name="birth" label={text.birth} hint={text.birthHint} value={birth} onChange={setBirth} error={form.errors["birth"]} birth />
        <Choice
          name="channel" label={text.channel} hint={text.known} value={channel} onChange={setChannel} error={form.errors["channel"]}
          options={[{ value: "email", label: text.byEmail, icon: "mail" }, { value: "sms", label: text.bySms, icon: "mobile" }]}
        />
        <Button type="submit" wide isPending={form.isPending}>{text.submit}</Button>
      </Form>
    </Page>
  );
}
