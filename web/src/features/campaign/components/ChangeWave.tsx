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
/** Other names than in the form of a new wave, which stands on the same page. */
const ENDS = "change_ends_on", VOLUME = "change_daily_volume";
const WRONG = { [ENDS]: text.wrong.ends_on, [VOLUME]: text.wrong.daily_volume };

/** OPS-01: the last day and the daily volume of a wave that is not over. */
export function ChangeWave({ wave, onChanged, onClose }: { wave: Wave; onChanged: (wave: Wave) => void; onClose: () => void }) {
  const [ends, setEnds] = useState(dateParts(wave.ends_on));
  const [volume, setVolume] = useState(String(wave.daily_volume));
  const form = useForm({
    check: () => ({
      ...(isoDate(ends) === null && { [ENDS]: WRONG[ENDS] }),
      ...(volumeOf(volume) === null && { [VOLUME]: WRONG[VOLUME] }),
    }),
    send: async () => {
      onChanged(await changeWave(wave, { ends_on: isoDate(ends) ?? wave.ends_on, daily_volume: volumeOf(volume) ?? wave.daily_volume }));
      sayDone(campaign.change.done);
      onClose();
    },
    messages: WRONG,
    fieldOf: (field) => `change_${field}`,
  });
  return (
    <Sheet title={campaign.change.title(wave.name)} onClose={onClose}>
      <Form form={form} label={campaign.change.title(wave.name)}>
        <DateField name={ENDS} label={text.ends} value={ends} onChange={setEnds} error={form.errors[ENDS]} />
        <Field name={VOLUME} label={text.volume} hint={text.volumeHint} value={volume} onChange={setVolume} error={form.errors[VOLUME]} inputMode="numeric" size="middle" maxLength={9} autoComplete="off" />
        <Actions>
          <Button type="submit" wide isPending={form.isPending}>{words.save}</Button>
          <Button kind="secondary" wide onPress={onClose}>{words.cancel}</Button>
        </Actions>
      </Form>
    </Sheet>
  );
}
