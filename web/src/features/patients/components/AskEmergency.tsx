import { useState } from "react";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { Choice } from "../../../components/Choice";
import { Form } from "../../../components/Form";
import { Select } from "../../../components/Select";
import { TextArea } from "../../../components/TextArea";
import { useForm } from "../../../components/useForm";
import { emergency } from "../../../i18n/emergency";
import { type Access, type EmergencyAsked, openEmergency } from "../api/patients";
import styles from "./DeclareCare.module.css";

const text = emergency.ask;
const MOST = 1000;
const LEAST = 10;

/** EMG-06, EMG-09: a ground, a situation and some words, never one press by mistake. */
export function AskEmergency({ record, onOpened }: { record: string; onOpened: (access: Access) => void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles.place}>
      <Card tone="soft">
        <h2>{text.title}</h2>
        <p>{text.lead}</p>
        {isOpen ? <EmergencyForm record={record} onOpened={onOpened} /> : <div><Button kind="secondary" icon="alert" onPress={() => setOpen(true)}>{text.open}</Button></div>}
      </Card>
    </div>
  );
}

function EmergencyForm({ record, onOpened }: { record: string; onOpened: (access: Access) => void }) {
  const [ground, setGround] = useState<EmergencyAsked["ground"] | null>(null);
  const [cause, setCause] = useState<EmergencyAsked["cause"] | "">("");
  const [words, setWords] = useState("");
  const form = useForm({
    check: () => ({
      ...(ground === null && { ground: text.wrong.ground }),
      ...(cause === "" && { cause: text.wrong.cause }),
      ...(words.trim().length < LEAST && { words: text.wrong.words }),
    }),
    send: async () => onOpened(await openEmergency(record, { ground: ground ?? "emergency", cause: cause || "other", words })),
    messages: text.wrong,
  });
  const causes = Object.entries(emergency.causes).map(([value, label]) => ({ value, label }));
  return (
    <>
      <ul className={styles.effects}>{text.effects.map((effect) => <li key={effect}>{effect}</li>)}</ul>
      <Form form={form} label={text.form}>
        <Choice
          name="ground" label={text.ground} value={ground} onChange={setGround} error={form.errors["ground"]}
          options={[{ value: "emergency", label: emergency.grounds.emergency, what: text.groundWhat.emergency }, { value: "samu", label: emergency.grounds.samu, what: text.groundWhat.samu }]}
        />
        <Select name="cause" label={text.cause} value={cause} onChange={(value) => setCause(value as EmergencyAsked["cause"])} error={form.errors["cause"]} placeholder={text.choose} options={causes} />
        <TextArea name="words" label={text.words} hint={text.wordsHint} value={words} onChange={setWords} error={form.errors["words"]} maxLength={MOST} />
        <Button type="submit" kind="danger" wide isPending={form.isPending}>{text.submit}</Button>
      </Form>
    </>
  );
}
