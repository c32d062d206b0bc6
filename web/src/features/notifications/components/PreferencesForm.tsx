import { useState } from "react";
import { Button } from "../../../components/Button";
import { Checkbox } from "../../../components/Choice";
import { sayDone } from "../../../components/Confirmation";
import { Form } from "../../../components/Form";
import { Notice } from "../../../components/Notice";
import { Actions } from "../../../components/Page";
import { Select } from "../../../components/Select";
import { useForm } from "../../../components/useForm";
import { notifications as text } from "../../../i18n/notifications";
import { type Chosen, type Preferences, savePreferences } from "../api/preferences";
import { HOURS, RhythmFields } from "./RhythmFields";

const NIGHT = { from: 22, to: 7 };
const EMAIL_PACES = ["at-once", "grouped", "daily"] as const;
const SMS_PACES = ["never", "at-once", "grouped", "daily"] as const;

/** HIS-02: for each channel how soon, and hours in which nothing comes. */
export function PreferencesForm({ record, held }: { record: string; held: Preferences }) {
  const [chosen, setChosen] = useState<Chosen>(() => ({ email: held.email, sms: held.sms, quiet: held.quiet }) as Chosen);
  const set = (part: Partial<Chosen>) => setChosen({ ...chosen, ...part });
  const { quiet } = chosen;
  const form = useForm({
    check: () => ({ ...(quiet && quiet.from === quiet.to && { "quiet-to": text.quietWrong }) }),
    send: async () => {
      await savePreferences(record, chosen);
      sayDone(text.done);
    },
  });
  return (
    <Form form={form} label={text.form}>
      <RhythmFields name="email" label={text.email} hint={text.emailHint} paces={EMAIL_PACES} words={text} rhythm={chosen.email} onChange={(email) => set({ email: email as Chosen["email"] })} />
      {held.sms_possible
        ? <RhythmFields name="sms" label={text.sms} paces={SMS_PACES} words={{ window: text.windowSms, hour: text.hourSms }} rhythm={chosen.sms} onChange={(sms) => set({ sms })} />
        : <Notice tone="info">{text.smsImpossible}</Notice>}
      <Checkbox name="quiet" isSelected={quiet !== null} onChange={(on) => set({ quiet: on ? NIGHT : null })}>{text.quiet}</Checkbox>
      {quiet && (
        <>
          <Select name="quiet-from" label={text.quietFrom} value={String(quiet.from)} onChange={(from) => set({ quiet: { ...quiet, from: Number(from) } })} options={HOURS} />
          <Select name="quiet-to" label={text.quietTo} value={String(quiet.to)} onChange={(to) => set({ quiet: { ...quiet, to: Number(to) } })} options={HOURS} error={form.errors["quiet-to"]} />
        </>
      )}
      <Actions><Button type="submit" isPending={form.isPending}>{text.submit}</Button></Actions>
    </Form>
  );
}
