import { type ReactNode, useLayoutEffect } from "react";
import { Link, useNavigation } from "react-router";
import { Confirmation } from "../components/Confirmation";
import { Logo } from "../components/Logo";
import { footer } from "../i18n/public";
import { labels, words } from "../i18n/words";
import styles from "./shell.module.css";

export type Space = "public" | "patient" | "professional" | "operator";

interface ShellProps {
  space: Space;
  home: string;
  suffix?: string;
  /** Top right of the header. */
  aside?: ReactNode;
  nav?: ReactNode;
  /** Right under the banner, on every page: whose record this is when it is not one's own. */
  band?: ReactNode;
  children: ReactNode;
}

/** The frame of every space: skip link, banner, main, confirmation at the bottom, footer. */
export function Shell({ space, home, suffix, aside, nav, band, children }: ShellProps) {
  useLayoutEffect(() => {
    document.documentElement.dataset["space"] = space;
  }, [space]);
  const busy = useNavigation().state === "loading";
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#contenu">{words.skipToContent}</a>
      <header className={styles.header}>
        <div className={styles.headerInside}>
          <Link className={styles.home} to={home}><Logo suffix={suffix} /></Link>
          {nav}
          {aside !== undefined && <div className={styles.aside}>{aside}</div>}
        </div>
        <span className={busy ? `${styles.busy} ${styles.busyNow}` : styles.busy} aria-hidden="true" />
      </header>
      {band}
      <main id="contenu" className={styles.main} tabIndex={-1}>
        {children}
        <Confirmation />
      </main>
      <Footer space={space} />
    </div>
  );
}

function Footer({ space }: { space: Space }) {
  return (
    <footer className={space === "patient" ? `${styles.footer} ${styles.aboveBar}` : styles.footer}>
      <div className={styles.footerInside}>
        <ul role="list">
          <li><Link to="/mentions-legales">{footer.legal}</Link></li>
          <li><Link to="/donnees-personnelles">{footer.privacy}</Link></li>
          <li><Link to="/aide">{labels.help}</Link></li>
        </ul>
        <p>{footer.rights}</p>
      </div>
    </footer>
  );
}
