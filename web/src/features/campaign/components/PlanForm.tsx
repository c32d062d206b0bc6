import { useState } from "react";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { sayDone } from "../../../components/Confirmation";
import { DateField, type DateParts, isoDate, NO_DATE } from "../../../components/DateField";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { Select } from "../../../components/Select";
import { useForm } from "../../../components/useForm";
import { campaign } from "../../../i18n/campaign";
import { planWave, type Wave } from "../api/waves";
import { volumeOf } from "../volume";

const text = campaign.plan;
const EVERYONE = "tous";
const BY_SCHEME = "regime";

/** OPS-01: dates and daily volume of a new wave. */
export function PlanForm({ onPlanned }: { onPlanned: (wave: Wave) => void }) {
  const [name, setName] = useState("");
  const [starts, setStarts] = useState<DateParts>(NO_DATE);
  const [ends, setEnds] = useState<DateParts>(NO_DATE);
  const [volume, setVolume] = useState("");
  const [scheme, setScheme] = useState(EVERYONE);
  const [sender, setSender] = useState(BY_SCHEME);
  const form = useForm({
    check: () => ({
      ...(!name.trim() && { name: text.wrong.name }),
      ...(isoDate(starts) === null && { starts_on: text.wrong.starts_on }),
      ...(isoDate(ends) === null && { ends_on: text.wrong.ends_on }),
      ...(volumeOf(volume) === null && { daily_volume: text.wrong.daily_volume }),
    }),
    send: async () => {
      const wave = await planWave({
        name: name.trim(), starts_on: isoDate(starts) ?? "", ends_on: isoDate(ends) ?? "", daily_volume: volumeOf(volume) ?? 0,
        ...(scheme === "msa" || scheme === "regime-general" ? { scheme } : {}),
        ...(sender === "ministere" ? { sender } : {}),
      });
      [setName, setVolume].forEach((empty) => empty(""));
      [setStarts, setEnds].forEach((empty) => empty(NO_DATE));
      sayDone(text.done);
      onPlanned(wave);
    },
    messages: text.wrong,
  });
  return (
    <Card>
      <Form form={form} label={text.form}>
        <Field name="name" label={text.name} value={name} onChange={setName} error={form.errors["name"]} maxLength={80} autoComplete="off" />
        <DateField name="starts_on" label={text.starts} value={starts} onChange={setStarts} error={form.errors["starts_on"]} />
        <DateField name="ends_on" label={text.ends} value={ends} onChange={setEnds} error={form.errors["ends_on"]} />
        <Field name="daily_volume" label={text.volume} hint={text.volumeHint} value={volume} onChange={setVolume} error={form.errors["daily_volume"]} inputMode="numeric" size="middle" maxLength={9} autoComplete="off" />
        <Select
          name="scheme" label={text.scheme} value={scheme} onChange={setScheme}
          options={[{ value: EVERYONE, label: text.everyone }, { value: "regime-general", label: campaign.schemes["regime-general"] }, { value: "msa", label: campaign.schemes.msa }]}
        />
        <Select
          name="sender" label={text.sender} value={sender} onChange={setSender}
          options={[{ value: BY_SCHEME, label: text.byScheme }, { value: "ministere", label: campaign.senders.ministere }]}
        />
        <Button type="submit" wide isPending={form.isPending}>{text.submit}</Button>
      </Form>
    </Card>
  );
}
