import { useState } from "react";
import { Button } from "../../../components/Button";
import { sayDone } from "../../../components/Confirmation";
import { DateField, dateParts, isoDate } from "../../../components/DateField";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { Actions } from "../../../components/Page";
import { Sheet } from "../../../components/Sheet";
import { useForm } from "../../../components/useForm";
import { campaign } from "../../../i18n/campaign";
import { words } from "../../../i18n/words";
import { changeWave, type Wave } from "../api/waves";
import { volumeOf } from "../volume";

const text = campaign.plan;

/** OPS-01: the last day and the daily volume of a wave that is not over. */
export function ChangeWave({ wave, onChanged, onClose }: { wave: Wave; onChanged: (wave: Wave) => void; onClose: () => void }) {
  const [ends, setEnds] = useState(dateParts(wave.ends_on));
  const [volume, setVolume] = useState(String(wave.daily_volume));
  const form = useForm({
    check: () => ({
      ...(isoDate(ends) === null && { ends_on: text.wrong.ends_on }),
      ...(volumeOf(volume) === null && { daily_volume: text.wrong.daily_volume }),
    }),
    send: async () => {
      onChanged(await changeWave(wave, { ends_on: isoDate(ends) ?? wave.ends_on, daily_volume: volumeOf(volume) ?? wave.daily_volume }));
      sayDone(campaign.change.done);
      onClose();
    },
    messages: text.wrong,
  });
  return (
    <Sheet title={campaign.change.title(wave.name)} onClose={onClose}>
      <Form form={form} label={campaign.change.title(wave.name)}>
        <DateField name="ends_on" label={text.ends} value={ends} onChange={setEnds} error={form.errors["ends_on"]} />
        <Field name="daily_volume" label={text.volume} hint={text.volumeHint} value={volume} onChange={setVolume} error={form.errors["daily_volume"]} inputMode="numeric" size="middle" maxLength={9} autoComplete="off" />
        <Actions>
          <Button type="submit" wide isPending={form.isPending}>{words.save}</Button>
          <Button kind="secondary" wide onPress={onClose}>{words.cancel}</Button>
        </Actions>
      </Form>
    </Sheet>
  );
}
