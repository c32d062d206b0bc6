import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon";
import type { Tone } from "./Notice";
import styles from "./Tag.module.css";

/** A word with a colour and an icon: never the colour alone. */
export function Tag({ tone, icon, children }: { tone: Tone | "new" | "plain"; icon?: IconName; children: ReactNode }) {
  return <span className={`${styles.tag} ${styles[tone]}`}>{icon && <Icon name={icon} size={16} />}{children}</span>;
}
