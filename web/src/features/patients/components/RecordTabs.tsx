import { NavLink } from "react-router";
import { Icon } from "../../../components/Icon";
import { patients } from "../../../i18n/patients";
import styles from "./RecordTabs.module.css";

/** The parts of a record that a professional goes through. */
export function RecordTabs({ record }: { record: string }) {
  const { tabs } = patients;
  const here = `/pro/dossiers/${record}`;
  return (
    <nav className={styles.tabs} aria-label={tabs.label}>
      <ul role="list">
        <li><NavLink to={here} end><Icon name="document" size={20} /> {tabs.documents}</NavLink></li>
        <li><NavLink to={`${here}/profil`}><Icon name="heart" size={20} /> {tabs.profile}</NavLink></li>
      </ul>
    </nav>
  );
}
