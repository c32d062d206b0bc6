import type { ReactNode } from "react";
import { Link } from "react-router";
import { Icon, type IconName } from "./Icon";
import styles from "./Card.module.css";

/** One idea on one sheet. */
export function Card({ children, tone }: { children: ReactNode; tone?: "plain" | "soft" }) {
  return <div className={`${styles.card} ${tone === "soft" ? styles.soft : ""}`}>{children}</div>;
}

/** A whole card that leads somewhere; its title is the link. */
export function LinkCard({ to, title, what, icon, level = 2 }: { to: string; title: string; what: string; icon: IconName; level?: 2 | 3 }) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className={`${styles.card} ${styles.link}`}>
      <span className={styles.icon}><Icon name={icon} size={28} /></span>
      <div className={styles.words}>
        <Heading><Link to={to}>{title}</Link></Heading>
        <p>{what}</p>
      </div>
      <Icon name="right" size={20} />
    </div>
  );
}

export function Cards({ children }: { children: ReactNode }) {
  return <div className={styles.cards}>{children}</div>;
}
