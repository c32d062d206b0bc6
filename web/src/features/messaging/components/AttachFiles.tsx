import { useState } from "react";
import { useResource } from "../../../api/useResource";
import { DropArea } from "../../../components/DropArea";
import { Notice } from "../../../components/Notice";
import { fileSize } from "../../../i18n/format";
import { messaging } from "../../../i18n/messaging";
import { type Limits, showLimits } from "../api/messaging";
import { attaching } from "../attaching";
import { AttachedFiles } from "./AttachedFiles";

const text = messaging.professional;

/** Files of a professional's own device, of any format; what the service would refuse is refused at once. */
export function AttachFiles({ files, onChange }: { files: File[]; onChange: (files: File[]) => void }) {
  const limits = useResource("message-limits", showLimits);
  const [refused, setRefused] = useState<string[]>([]);
  const add = (added: File[], most: Limits) => {
    const { files: kept, tooLarge, tooMany } = attaching(files, added, most);
    const large = tooLarge.length > 0 ? [text.tooLarge(tooLarge.map(({ name }) => name).join(", "), fileSize(most.max_bytes))] : [];
    setRefused([...large, ...(tooMany ? [text.tooMany(most.max_files)] : [])]);
    onChange(kept);
  };
  const told = limits.state === "ready" ? text.limits(limits.data.max_files, fileSize(limits.data.max_bytes)) : "";
  return (
    <>
      {/* Without the limits the service itself says what it does not take. */}
      <DropArea label={text.attach} or={text.or} browse={text.browse} formats={told} accept={[]} onFiles={(added) => (limits.state === "ready" ? add(added, limits.data) : onChange([...files, ...added]))} />
      {refused.length > 0 && <Notice tone="bad" role="alert">{refused.map((each) => <p key={each}>{each}</p>)}</Notice>}
      <AttachedFiles names={files.map(({ name }) => name)} onRemove={(index) => onChange(files.filter((_, at) => at !== index))} />
    </>
  );
}
