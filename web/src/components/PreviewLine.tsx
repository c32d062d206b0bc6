import { type Considered, previewVisibility } from "../api/preview";
import { useResource } from "../api/useResource";
import { explanations } from "../i18n/explanations";
import { Notice } from "./Notice";
import { Skeleton } from "./States";

const text = explanations.preview;

/** Says what a choice would change, while it is still being made. When that cannot be told, the choice stands without it. */
export function PreviewLine({ record, considered }: { record: string; considered: Considered }) {
  const found = useResource(`preview/${record}/${JSON.stringify(considered)}`, (signal) => previewVisibility(record, considered, signal));
  if (found.state === "failed") return null;
  if (found.state === "loading") return <Skeleton lines={1} shape="text" />;
  const { readers, losing, documents_lost: lost, gaining, documents_gained: gained } = found.data;
  return (
    <Notice icon="eye" role="status">
      {losing > 0 && <p>{text.losing(losing, readers, lost)}</p>}
      {gaining > 0 && <p>{text.gaining(gaining, readers, gained)}</p>}
      {losing === 0 && gaining === 0 && <p>{text.nothing}</p>}
    </Notice>
  );
}
