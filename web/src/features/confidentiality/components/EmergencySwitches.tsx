import { useState } from "react";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { Checkbox } from "../../../components/Choice";
import { sayDone } from "../../../components/Confirmation";
import { Notice } from "../../../components/Notice";
import { Form } from "../../../components/Form";
import { useForm } from "../../../components/useForm";
import { confidentiality } from "../../../i18n/confidentiality";
import { emergency } from "../../../i18n/emergency";
import { changeEmergencySettings, type EmergencySettings, type EmergencySettingsAnswer } from "../api/emergency";

const text = emergency.settings;

/** The two switches, each on its own (EMG-04); saved together by one press. */
export function EmergencySwitches({ record, held, onSaved }: { record: string; held: EmergencySettings & Partial<EmergencySettingsAnswer>; onSaved: (saved: EmergencySettingsAnswer) => void }) {
  const [regulation, setRegulation] = useState(held.regulation === true);
  const [risk, setRisk] = useState(held.immediate_risk === true);
  const form = useForm({
    check: () => ({}),
    send: async () => {
      const saved = await changeEmergencySettings(record, { regulation, immediate_risk: risk });
      onSaved(saved);
      sayDone(saved.state === "spreading" ? text.spreading : text.saved);
    },
  });
  return (
    <>
      {held.changed_at === null && <Notice tone="care" title={text.unset}>{text.unsetWhat}</Notice>}
      {held.state === "spreading" && <Notice tone="care" icon="clock" title={confidentiality.spreading}>{confidentiality.spreadingWhat}</Notice>}
      <Card>
        <Form form={form} label={text.title}>
          <Checkbox name="regulation" isSelected={regulation} onChange={setRegulation}>{text.regulation}</Checkbox>
          <Checkbox name="immediate_risk" isSelected={risk} onChange={setRisk}>{text.risk}</Checkbox>
          <Button type="submit" isPending={form.isPending}>{text.save}</Button>
        </Form>
      </Card>
      <Notice title={text.whatever}><ul>{text.rules.map((rule) => <li key={rule}>{rule}</li>)}</ul></Notice>
    </>
  );
}
