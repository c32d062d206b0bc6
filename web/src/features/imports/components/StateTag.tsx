import { Tag } from "../../../components/Tag";
import { imports as text } from "../../../i18n/imports";
import type { Import } from "../api/imports";

const LOOKS = { waiting: ["plain", "clock"], running: ["info", "refresh"], done: ["good", "check"], failed: ["bad", "alert"] } as const;

export function StateTag({ current: { state, withdrawals } }: { current: Import }) {
  if (withdrawals?.state === "held") return <Tag tone="care" icon="alert">{text.held}</Tag>;
  const [tone, icon] = LOOKS[state];
  return <Tag tone={tone} icon={icon}>{text.states[state]}</Tag>;
}
