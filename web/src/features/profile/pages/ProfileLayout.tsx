import { NavLink, Outlet, useOutletContext } from "react-router";
import { type LoadedResource, useResource } from "../../../api/useResource";
import { Icon } from "../../../components/Icon";
import { profile as text } from "../../../i18n/profile";
import { useOwnRecord } from "../../../session/store";
import { showProfile, type Profile } from "../api/profile";
import { CODES, fields } from "../sections";
import styles from "./profile.module.css";

/** PRO-02: the sections on the left of every page of the profile; on a phone the overview and the way back do that. */
export function ProfileLayout() {
  const record = useOwnRecord();
  const profile = useResource(record, (signal) => showProfile(record, signal));
  return (
    <div className={styles.layout}>
      <nav className={styles.side} aria-label={text.nav}>
        <ul role="list">
          <li><NavLink to="/profil-medical" end><Icon name="heart" size={20} /> {text.all}</NavLink></li>
          {CODES.map((code) => (
            <li key={code}><NavLink to={`/profil-medical/${code}`}><Icon name={fields[code].icon} size={20} /> {text.sections[code].title}</NavLink></li>
          ))}
        </ul>
      </nav>
      <Outlet context={profile satisfies LoadedResource<Profile>} />
    </div>
  );
}

/** The profile, read once for all its pages. */
export function useProfileInHand(): LoadedResource<Profile> {
  return useOutletContext<LoadedResource<Profile>>();
}
