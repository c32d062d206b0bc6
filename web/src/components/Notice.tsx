import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon";
import styles from "./Notice.module.css";

export type Tone = "info" | "good" | "care" | "bad";
const ICONS: Record<Tone, IconName> = { info: "info", good: "check", care: "alert", bad: "alert" };

interface NoticeProps {
  tone?: Tone;
  icon?: IconName;
  title?: string;
  children?: ReactNode;
  /** "alert" for what has just gone wrong, "status" for what has just happened, nothing for what is simply there. */
  role?: "alert" | "status";
}

export function Notice({ tone = "info", icon, title, children, role }: NoticeProps) {
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role={role}>
      <Icon name={icon ?? ICONS[tone]} />
      <div className={styles.words}>
        {title !== undefined && <p className={styles.title}>{title}</p>}
        {typeof children === "string" ? <p>{children}</p> : children}
      </div>
    </div>
  );
}
