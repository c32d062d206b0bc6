import { useState } from "react";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { Notice } from "../../../components/Notice";
import { Page } from "../../../components/Page";
import { useForm } from "../../../components/useForm";
import { explanations } from "../../../i18n/explanations";
import { longDate } from "../../../i18n/format";
import { type ExplanationForSupport, showExplanation } from "../api/explanations";

const text = explanations.desk;

/** Why a professional sees a document or not, by the reference that the person reads out; never the document. */
export function ExplanationPage() {
  const [reference, setReference] = useState("");
  const [found, setFound] = useState<ExplanationForSupport>();
  const letters = reference.replace(/[^A-Za-z]/g, "").toUpperCase();
  const form = useForm({
    check: () => ({ ...(letters.length !== 10 && { reference: text.wrong }) }),
    send: async () => {
      setFound(undefined);
      setFound(await showExplanation(letters));
    },
    messages: { reference: text.wrong },
  });
  return (
    <Page title={text.title} lead={text.lead}>
      <Card>
        <Form form={form} label={text.form}>
          <Field name="reference" label={text.reference} hint={text.hint} value={reference} onChange={setReference} error={form.errors["reference"]} size="middle" maxLength={20} autoComplete="off" spellCheck={false} />
          <Button type="submit" icon="search" isPending={form.isPending}>{text.submit}</Button>
        </Form>
      </Card>
      {found && (
        <Notice tone={found.allowed ? "good" : "info"} icon={found.allowed ? "eye" : "eyeOff"} role="status" title={found.allowed ? explanations.sees : explanations.seesNot}>
          <p>{explanations.sentence(found.reason, { name: text.someone, column: text.column, type: text.type })}</p>
          {found.grid_version !== null && <p>{explanations.grid(found.grid_version)}</p>}
          <p>{text.deposited(longDate(found.deposited_at))}</p>
        </Notice>
      )}
    </Page>
  );
}
