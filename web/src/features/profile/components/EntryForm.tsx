import { useRef, useState } from "react";
import { asProblem } from "../../../api/problem";
import { newIdempotencyKey } from "../../../api/upload";
import { Button } from "../../../components/Button";
import type { FieldErrors } from "../../../components/ErrorSummary";
import { Field } from "../../../components/Field";
import { Form } from "../../../components/Form";
import { Actions } from "../../../components/Page";
import { Sheet } from "../../../components/Sheet";
import { TextArea } from "../../../components/TextArea";
import { useForm } from "../../../components/useForm";
import { profile as text } from "../../../i18n/profile";
import { words } from "../../../i18n/words";
import { addEntry, changeEntry, type Content, type Entry, type SectionCode } from "../api/profile";
import { isoOf, typedOf } from "../partialDate";
import { fields } from "../sections";

interface EntryFormProps {
  record: string;
  code: SectionCode;
  /** The entry to change; none to add one. */
  entry?: Entry;
  /** What the form is for, where that is not the person's own words. */
  title?: string;
  onSaved: (entry: Entry) => void;
  onClose: () => void;
  onStale?: () => void;
}

type Draft = Record<"label" | "detail" | "started" | "ended" | "note", string>;
type Dated = "started" | "ended";

const SERVER_NAMES: Readonly<Record<string, string>> = { started_on: "started", ended_on: "ended" };

function draftOf(entry?: Entry): Draft {
  const typed = (iso: string | null | undefined) => (iso ? typedOf(iso) : "");
  return { label: entry?.label ?? "", detail: entry?.detail ?? "", started: typed(entry?.started_on), ended: typed(entry?.ended_on), note: entry?.note ?? "" };
}

function faultsOf(draft: Draft, code: SectionCode): FieldErrors {
  const asked = fields[code];
  const dateFault = (name: Dated): FieldErrors => {
    const value = draft[name].trim();
    if (asked[name] === undefined) return {};
    if (value === "") return asked[name] === "required" ? { [name]: text.wrong.needed } : {};
    return isoOf(value) === null ? { [name]: text.wrong.date } : {};
  };
  return {
    ...(draft.label.trim() === "" && { label: text.wrong.label }),
    ...(asked.detail === "required" && draft.detail.trim() === "" && { detail: text.wrong.needed }),
    ...dateFault("started"),
    ...dateFault("ended"),
  };
}

function contentOf(draft: Draft): Content {
  const said = (typed: string) => typed.trim() || null;
  return { label: draft.label.trim(), detail: said(draft.detail), started_on: isoOf(draft.started), ended_on: isoOf(draft.ended), note: said(draft.note) };
}

/** Adds an entry or changes one; asks what its section asks for and nothing else. */
export function EntryForm({ record, code, entry, title: given, onSaved, onClose, onStale }: EntryFormProps) {
  const [draft, setDraft] = useState(() => draftOf(entry));
  const key = useRef(newIdempotencyKey());
  const form = useForm({
    check: () => faultsOf(draft, code),
    send: async () => {
      const content = contentOf(draft);
      try {
        onSaved(entry === undefined ? await addEntry(record, code, content, key.current) : await changeEntry(record, code, entry, content));
      } catch (thrown) {
        if (asProblem(thrown).status === 412) onStale?.();
        throw thrown;
      }
    },
    messages: text.wrong,
    fieldOf: (field) => SERVER_NAMES[field] ?? field,
  });
  const { [code]: said } = text.sections;
  const asked = fields[code];
  const title = given ?? (entry === undefined ? said.add : text.editWhat(entry.label));
  const of = (name: keyof Draft) => ({ name, value: draft[name], error: form.errors[name], onChange: (value: string) => setDraft({ ...draft, [name]: value }) });
  return (
    <Sheet title={title} onClose={onClose}>
      <Form form={form} label={title}>
        <Field {...of("label")} label={said.label} maxLength={200} autoComplete="off" />
        {asked.detail && <Field {...of("detail")} label={said.detail} maxLength={200} autoComplete="off" optional={asked.detail === "optional"} />}
        {asked.started && <Field {...of("started")} label={said.started} hint={text.dateHint} maxLength={12} size="middle" autoComplete="off" optional={asked.started === "optional"} />}
        {asked.ended && <Field {...of("ended")} label={said.ended} hint={text.dateHint} maxLength={12} size="middle" autoComplete="off" optional={asked.ended === "optional"} />}
        <TextArea {...of("note")} label={text.note} maxLength={1000} rows={3} optional />
        <Actions>
          <Button type="submit" wide isPending={form.isPending}>{words.save}</Button>
          <Button kind="secondary" wide onPress={onClose}>{words.cancel}</Button>
        </Actions>
      </Form>
    </Sheet>
  );
}
