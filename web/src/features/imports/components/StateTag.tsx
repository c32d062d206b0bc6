import { Tag } from "../../../components/Tag";
import { imports as text } from "../../../i18n/imports";
import type { Import } from "../api/imports";

const LOOKS = { waiting: ["plain", "clock"], running: ["info", "refresh"], done: ["good", "check"], failed: ["bad", "alert"] } as const;

export function StateTag({ state }: { state: Import["state"] }) {
  const [tone, icon] = LOOKS[state];
  return <Tag tone={tone} icon={icon}>{text.states[state]}</Tag>;
}
