import { Choice, type Option } from "../../../components/Choice";
import { DateField, type DateParts, isoDate } from "../../../components/DateField";
import type { FieldErrors } from "../../../components/ErrorSummary";
import { Field } from "../../../components/Field";
import { SearchableSelect } from "../../../components/SearchableSelect";
import { Select } from "../../../components/Select";
import { documents as text } from "../../../i18n/documents";
import { dayKey } from "../../../i18n/format";
import type { Types } from "../api/documents";

export type Depositor = "patient" | "professional";

export interface Draft {
  title: string;
  date: DateParts;
  /** A section when filed information is edited, a plain word when a file is deposited. */
  section: string;
  type: string | null;
  visibility: Visibility;
}

export type Visibility = "visible" | "hidden" | "withheld" | "secret";

interface InformationFieldsProps {
  /** Tells the fields of several files on one page apart. */
  prefix: string;
  by: Depositor;
  draft: Draft;
  onChange: (draft: Draft) => void;
  errors: FieldErrors;
  types: Types;
  /** Visibility is asked for at the deposit; afterwards it has its own button. */
  withVisibility?: boolean;
}

const SECTION = { label: text.deposit.section, placeholder: text.deposit.sectionPlaceholder };
const KIND = { label: text.deposit.kind, placeholder: text.deposit.kindPlaceholder };
const FOR_PATIENT: ReadonlyArray<Option<Visibility>> = [
  { value: "visible", label: text.deposit.visible, what: text.deposit.visibleWhat, icon: "users" },
  { value: "hidden", label: text.deposit.nobody, what: text.deposit.nobodyWhat, icon: "eyeOff" },
];
const FOR_PROFESSIONAL: ReadonlyArray<Option<Visibility>> = [
  { value: "visible", label: text.professional.shown, what: text.professional.shownWhat, icon: "users" },
  { value: "withheld", label: text.professional.withheld, what: text.professional.withheldWhat, icon: "clock" },
  { value: "secret", label: text.professional.secret, what: text.professional.secretWhat, icon: "lock" },
];

/** DOC-13: what is said of a document before it is saved. */
export function InformationFields({ prefix, by, draft, onChange, errors, types, withVisibility = false }: InformationFieldsProps) {
  const name = (field: string) => `${prefix}-${field}`;
  const set = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  return (
    <>
      <Field name={name("title")} label={text.deposit.titleField} hint={text.deposit.titleHint} value={draft.title} onChange={(title) => set({ title })} error={errors[name("title")]} autoComplete="off" maxLength={200} />
      {by === "patient" ? (
        <Select
          name={name("section")} {...(withVisibility ? KIND : SECTION)} value={draft.section} onChange={(section) => set({ section })} error={errors[name("section")]}
          options={withVisibility ? types.kinds.map(({ code, label }) => ({ value: code, label })) : types.sections.filter((section) => section.patient_may_file).map(({ code, label }) => ({ value: code, label }))}
        />
      ) : (
        <SearchableSelect
          name={name("type")} label={text.professional.type} hint={text.professional.typeHint} none={text.professional.typeNone} found={text.professional.typeFound}
          value={draft.type} onChange={(type) => set({ type })} error={errors[name("type")]}
          options={types.types.filter((type) => !type.patient_deposited).map((type) => ({ value: type.code, label: type.label }))}
        />
      )}
      <DateField name={name("date")} label={text.deposit.date} hint={text.deposit.dateHint} value={draft.date} onChange={(date) => set({ date })} error={errors[name("date")]} />
      {withVisibility && (
        <Choice
          name={name("visibility")} label={text.deposit.visibility} value={draft.visibility} onChange={(visibility) => set({ visibility })}
          options={by === "patient" ? FOR_PATIENT : FOR_PROFESSIONAL}
        />
      )}
    </>
  );
}

/** The faults of a draft, by field name, in the order of the fields. */
export function faultsOf(draft: Draft, by: Depositor, prefix: string): FieldErrors {
  const date = isoDate(draft.date);
  const today = dayKey(new Date().toISOString());
  return {
    ...(draft.title.trim() === "" && { [`${prefix}-title`]: text.deposit.wrong.title }),
    ...(by === "patient" && draft.section === "" && { [`${prefix}-section`]: text.deposit.wrong.section }),
    ...(by === "professional" && draft.type === null && { [`${prefix}-type`]: text.deposit.wrong.type }),
    ...(date === null && { [`${prefix}-date`]: text.deposit.wrong.date }),
    ...(date !== null && date > today && { [`${prefix}-date`]: text.deposit.wrong.future }),
  };
}
