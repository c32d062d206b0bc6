import type { ReactNode } from "react";
import { Link } from "react-router";
import { Icon } from "./Icon";
import styles from "./Page.module.css";

export function BackLink({ to, children }: { to: string; children: ReactNode }) {
  return <Link className={styles.back} to={to}><Icon name="left" size={20} /> {children}</Link>;
}
