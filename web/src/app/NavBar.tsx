import { NavLink } from "react-router";
import { Icon, type IconName } from "../components/Icon";
import { words } from "../i18n/words";
import styles from "./shell.module.css";

export interface Entry {
  to: string;
  label: string;
  icon: IconName;
  /** Current on this very page only, not on those below it. */
  end?: boolean;
}

/** The entries of a space; with `bottomOnPhone` they become a bar at the bottom of a small screen. */
export function NavBar({ entries, bottomOnPhone = false }: { entries: readonly Entry[]; bottomOnPhone?: boolean }) {
  return (
    <nav className={bottomOnPhone ? `${styles.nav} ${styles.bar}` : styles.nav} aria-label={words.mainMenu}>
      <ul role="list">
        {entries.map((entry) => (
          <li key={entry.to}><NavLink to={entry.to} end={entry.end}><Icon name={entry.icon} size={22} /> {entry.label}</NavLink></li>
        ))}
      </ul>
    </nav>
  );
}
