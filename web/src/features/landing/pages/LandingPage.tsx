import { Link } from "react-router";
import { ButtonAnchor } from "../../../components/ButtonAnchor";
import { Icon } from "../../../components/Icon";
import { PageTitle } from "../../../components/Page";
import { landing } from "../../../i18n/public";
import { labels } from "../../../i18n/words";
import { ProfilePicture } from "../components/ProfilePicture";
import styles from "./LandingPage.module.css";

/** The way in (ACT-09, LOG-01), and what it is for (NAV-07). */
export function LandingPage() {
  return (
    <div>
      <section className={styles.hero}>
        <div className={styles.heroInside}>
          <div className={styles.words}>
            <PageTitle>{landing.title}</PageTitle>
            <p className={styles.lead}>{landing.lead}</p>
            <div className={styles.ways}>
              <Link className={styles.activate} to="/activation">{labels.activate}</Link>
              <p>{landing.hasAccount} <Link to="/connexion">{labels.login}</Link></p>
            </div>
          </div>
          <ProfilePicture />
        </div>
      </section>
      <div className={styles.body}>
        <section className={styles.profile} aria-labelledby="profile-title">
          <div className={styles.profileWords}>
            <p className={styles.overline}>{landing.profileOverline}</p>
            <h2 id="profile-title">{landing.profileTitle}</h2>
            <p>{landing.profileShare}</p>
          </div>
          <div>
            <p className={styles.intro}>{landing.profileIntro}</p>
            <ul role="list" className={styles.items}>
              {landing.profileItems.map((item, index) => (
                <li key={item}><Icon name={ITEM_ICONS[index] ?? "heart"} /> {item}</li>
              ))}
            </ul>
          </div>
        </section>
        <section aria-labelledby="promises-title" className={styles.promises}>
          <h2 id="promises-title">{landing.promisesTitle}</h2>
          <ul role="list">
            {landing.promises.map((promise) => (
              <li key={promise.title}>
                <span className={styles.promiseIcon}><Icon name={promise.icon} size={28} /></span>
                <h3>{promise.title}</h3>
                <p>{promise.what}</p>
              </li>
            ))}
          </ul>
        </section>
        <section className={styles.letter} aria-labelledby="letter-title">
          <h2 id="letter-title">{landing.letterTitle}</h2>
          <p>{landing.letter}</p>
          <ButtonAnchor to="/activation" kind="secondary" iconAfter="right">{labels.activate}</ButtonAnchor>
        </section>
        <p className={styles.others}>
          <Link to="/pro">{landing.professional}</Link>
          <Link to="/ops">{landing.operator}</Link>
        </p>
      </div>
    </div>
  );
}

const ITEM_ICONS = ["heart", "pill", "leaf", "syringe", "ruler"] as const;
