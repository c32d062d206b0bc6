import { useState } from "react";
import type { FieldErrors } from "../../../components/ErrorSummary";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { Checkbox } from "../../../components/Choice";
import { Form } from "../../../components/Form";
import { useForm } from "../../../components/useForm";
import { patients } from "../../../i18n/patients";
import { type Access, declareCare } from "../api/patients";
import styles from "./DeclareCare.module.css";

const text = patients.declare;

/** ACC-12: the professional attests the person's agreement; nothing opens without it. */
export function DeclareCare({ record, onDeclared, onRefused }: { record: string; onDeclared: (access: Access) => void; onRefused: () => void }) {
  const [agreed, setAgreed] = useState(false);
  const form = useForm({
    check: (): FieldErrors => (agreed ? {} : { agreed: text.wrong }),
    send: async () => onDeclared(await declareCare(record)),
    messages: { agreed: text.wrong },
    fieldOf: (field) => (field === "patient_agreed" ? "agreed" : field),
  });
  const refused = form.problem?.code === "consent.access-refused";
  return (
    <div className={styles.place}>
      <Card>
        <h2>{text.title}</h2>
        <p>{text.lead}</p>
        <ul className={styles.effects}>{text.effects.map((effect) => <li key={effect}>{effect}</li>)}</ul>
        <Form form={form} label={text.form}>
          <Checkbox name="agreed" isSelected={agreed} onChange={setAgreed} error={form.errors["agreed"]}>{text.attest}</Checkbox>
          {refused ? <Button kind="secondary" onPress={onRefused}>{patients.refused.back}</Button> : <Button type="submit" wide isPending={form.isPending}>{text.submit}</Button>}
        </Form>
      </Card>
    </div>
  );
}
