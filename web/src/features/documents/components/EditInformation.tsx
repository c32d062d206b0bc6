import { useState } from "react";
import { useResource } from "../../../api/useResource";
import { Button } from "../../../components/Button";
import { dateParts, isoDate } from "../../../components/DateField";
import { Form } from "../../../components/Form";
import { Actions } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Sheet } from "../../../components/Sheet";
import { Skeleton } from "../../../components/States";
import { useForm } from "../../../components/useForm";
import { documents as text } from "../../../i18n/documents";
import { words } from "../../../i18n/words";
import { changeDocument, listTypes, type Tagged, type Types } from "../api/documents";
import { type Draft, faultsOf, InformationFields } from "./InformationFields";

interface EditInformationProps {
  record: string;
  tagged: Tagged;
  onChanged: (tagged: Tagged) => void;
  onClose: () => void;
}

export function EditInformation(props: EditInformationProps) {
  const types = useResource("types", listTypes);
  return (
    <Sheet title={text.edit} onClose={props.onClose}>
      {types.state === "loading" && <Skeleton lines={3} />}
      {types.state === "failed" && <ProblemNotice problem={types.problem} onRetry={types.reload} />}
      {types.state === "ready" && <EditForm {...props} types={types.data} />}
    </Sheet>
  );
}

const PREFIX = "edit";

function EditForm({ record, tagged, onChanged, onClose, types }: EditInformationProps & { types: Types }) {
  const { document } = tagged;
  const [draft, setDraft] = useState<Draft>({ title: document.title, date: dateParts(document.document_date), section: document.section.code, type: null, visibility: "visible" });
  const form = useForm({
    check: () => faultsOf(draft, "patient", PREFIX),
    send: async () => {
      const sectionChange = draft.section === document.section.code ? {} : { section: draft.section };
      onChanged(await changeDocument(record, tagged, { title: draft.title.trim(), document_date: isoDate(draft.date) ?? "", ...sectionChange }));
    },
  });
  return (
    <Form form={form} label={text.edit}>
      <InformationFields prefix={PREFIX} by="patient" draft={draft} onChange={setDraft} errors={form.errors} types={types} />
      <Actions>
        <Button type="submit" wide isPending={form.isPending}>{words.save}</Button>
        <Button kind="secondary" wide onPress={onClose}>{words.cancel}</Button>
      </Actions>
    </Form>
  );
}
