import { useState } from "react";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { dateParts, isoDate } from "../../../components/DateField";
import { Form } from "../../../components/Form";
import { Icon } from "../../../components/Icon";
import { Notice } from "../../../components/Notice";
import { OnItsWay } from "../../../components/OnItsWay";
import { Actions } from "../../../components/Page";
import { ProblemNotice } from "../../../components/ProblemNotice";
import { Tag } from "../../../components/Tag";
import { useForm } from "../../../components/useForm";
import type { OneUpload } from "../../../components/useUpload";
import { documents as text } from "../../../i18n/documents";
import { dayKey, fileSize } from "../../../i18n/format";
import { sending as sendingText } from "../../../i18n/sending";
import type { Limits, Types } from "../api/documents";
import { extensionOf, isOfTheFile, refusalOf, titleOf } from "../limits";
import type { Sending } from "../sending";
import { useSending } from "../useSending";
import { type Depositor, type Draft, faultsOf, InformationFields } from "./InformationFields";
import styles from "./deposit.module.css";

interface DepositItemProps {
  id: string;
  file: File;
  record: string;
  by: Depositor;
  types: Types;
  limits: Limits;
  onSaved: (earlier: boolean) => void;
  onRemove: () => void;
}

/** One chosen file: refused at once, or described, sent, saved. */
export function DepositItem({ id, file, record, by, types, limits, onSaved, onRemove }: DepositItemProps) {
  const refusal = refusalOf(file, limits);
  const { sending, send, upload } = useSending(record, file, onSaved);
  return (
    <Card>
      <div className={styles.file}>
        <span className={styles.icon}><Icon name="document" /></span>
        <div className={styles.name}>
          <h3>{file.name}</h3>
          <p className="numbers">{fileSize(file.size)}</p>
        </div>
        {sending.state === "saved"
          ? <Tag tone="good" icon="check">{sending.earlier ? text.deposit.savedEarlier : text.deposit.saved}</Tag>
          : sending.state === "draft" && <Button kind="quiet" icon="close" onPress={onRemove} aria-label={`${text.deposit.remove} : ${file.name}`}>{text.deposit.remove}</Button>}
      </div>
      {refusal ? <ProblemNotice problem={refusal} /> : sending.state !== "saved" && (
        <ItemForm id={id} file={file} by={by} types={types} sending={sending} onSend={send} upload={upload} />
      )}
    </Card>
  );
}

interface ItemFormProps extends Pick<DepositItemProps, "id" | "file" | "by" | "types"> {
  sending: Sending;
  onSend: (information: Parameters<ReturnType<typeof useSending>["send"]>[0]) => Promise<void>;
  upload: OneUpload;
}

function ItemForm({ id, file, by, types, sending, onSend, upload }: ItemFormProps) {
  const [draft, setDraft] = useState<Draft>(() => ({ title: titleOf(file.name), date: dateParts(dayKey(new Date().toISOString())), section: "", type: null, visibility: "visible" }));
  const form = useForm({
    check: () => faultsOf(draft, by, id),
    send: () => onSend({
      title: draft.title.trim(), documentDate: isoDate(draft.date) ?? "", hidden: draft.visibility === "hidden",
      withheld: draft.visibility === "withheld", fromRepresentatives: draft.visibility === "secret",
      ...(by === "patient" ? { kind: draft.section } : { type: draft.type ?? "" }),
    }),
  });
  if (sending.state === "sending") return <OnItsWay {...upload} />;
  const problem = sending.state === "draft" ? sending.problem : undefined;
  if (problem && isOfTheFile(problem)) return <ProblemNotice problem={problem} />;
  return (
    <Form form={form} label={text.deposit.information(file.name)}>
      {problem && <ProblemNotice problem={problem} />}
      {sending.state === "draft" && sending.cancelled && <Notice role="status" title={sendingText.cancelled}>{sendingText.cancelledWhat}</Notice>}
      {extensionOf(file.name) === ".png" && <Notice>{text.deposit.converted}</Notice>}
      <p className={styles.subtitle}>{text.deposit.informationTitle}</p>
      <InformationFields prefix={id} by={by} draft={draft} onChange={setDraft} errors={form.errors} types={types} withVisibility />
      <Actions>
        <Button type="submit" wide icon={problem ? "refresh" : undefined}>{problem ? text.deposit.retry : by === "patient" ? text.deposit.save : text.professional.save}</Button>
      </Actions>
    </Form>
  );
}
