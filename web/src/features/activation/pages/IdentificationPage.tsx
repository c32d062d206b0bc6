import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { Button } from "../../../components/Button";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { Page } from "../../../components/Page";
import { Steps } from "../../../components/Steps";
import { useForm } from "../../../components/useForm";
import { activation } from "../../../i18n/activation";
import { labels } from "../../../i18n/words";
import { identify } from "../api/activation";
import { WhereIsTheSerial } from "../components/WhereIsTheSerial";
import { useJourney } from "../journey";
import { ACTIVATION, type Way } from "../ways";
import { isCode, isNir, isSerial, withoutSpaces } from "../../../components/rules";

const text = activation.identification;

/** ACT-11 to ACT-15: code, number, serial; one refusal for all. */
export function IdentificationPage({ way = ACTIVATION }: { way?: Way }) {
  const { change } = useJourney();
  const navigate = useNavigate();
  const [code, setCode] = useState("");
  const [nir, setNir] = useState("");
  const [serial, setSerial] = useState("");
  const form = useForm({
    check: () => ({
      ...(!isCode(code) && { code: text.missing.code }),
      ...(!isNir(nir) && { nir: text.missing.nir }),
      ...(!isSerial(serial) && { serial: text.missing.serial }),
    }),
    send: async () => {
      const identification = await identify({ code: code.trim(), nir: withoutSpaces(nir), vitale_serial: withoutSpaces(serial) });
      change({ identification, email: identification.contact.email ?? "", mobile: identification.contact.mobile ?? "" });
      void navigate(way.next);
    },
    messages: text.missing,
    fieldOf: (field) => (field === "vitale_serial" ? "serial" : field),
  });
  return (
    <Page width="form" title={text.title} lead={text.lead} back={way.start}>
      {way === ACTIVATION && <Steps label={activation.steps.label} steps={activation.steps.names} current={0} />}
      <Form form={form} label={text.form}>
        <Field name="code" label={text.code} hint={text.codeHint} value={code} onChange={setCode} error={form.errors["code"]} autoComplete="off" spellCheck={false} autoCapitalize="characters" size="middle" maxLength={30} />
        <Field name="nir" label={text.nir} hint={text.nirHint} value={nir} onChange={setNir} error={form.errors["nir"]} autoComplete="off" spellCheck={false} size="middle" maxLength={30} />
        <Field name="serial" label={text.serial} hint={text.serialHint} value={serial} onChange={setSerial} error={form.errors["serial"]} autoComplete="off" inputMode="numeric" size="middle" maxLength={40} />
        <WhereIsTheSerial />
        <Button type="submit" wide isPending={form.isPending}>{text.submit}</Button>
      </Form>
      <p>{activation.start.noCode} <Link to={way.code}>{labels.newCode}</Link></p>
    </Page>
  );
}
