import { DropArea } from "../../../components/DropArea";
import { messaging } from "../../../i18n/messaging";
import { AttachedFiles } from "./AttachedFiles";

const text = messaging.professional;

/** Files of a professional's own device, of any format. */
export function AttachFiles({ files, onChange }: { files: File[]; onChange: (files: File[]) => void }) {
  return (
    <>
      <DropArea label={text.attach} or={text.or} browse={text.browse} formats={text.limits} accept={[]} onFiles={(added) => onChange([...files, ...added])} />
      <AttachedFiles names={files.map(({ name }) => name)} onRemove={(index) => onChange(files.filter((_, at) => at !== index))} />
    </>
  );
}
