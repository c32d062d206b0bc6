import { type ReactNode, useEffect, useRef } from "react";
import { labels } from "../i18n/words";
import { BackLink } from "./BackLink";
import styles from "./Page.module.css";

/** The first page shown keeps the browser's own focus; each later one moves it to its title, so that it is read aloud. */
let firstPage = true;

interface PageProps {
  title: string;
  /** A sentence under the title. */
  lead?: ReactNode;
  /** Where one comes from. */
  back?: { to: string; label: string };
  /** The page's main action, beside the title. */
  action?: ReactNode;
  width?: "form" | "page";
  children: ReactNode;
}

export function Page({ title, lead, back, action, width = "page", children }: PageProps) {
  return (
    <div className={`${styles.page} ${width === "form" ? styles.form : ""}`}>
      {back && <BackLink to={back.to}>{back.label}</BackLink>}
      <div className={styles.head}>
        <PageTitle>{title}</PageTitle>
        {action}
      </div>
      {lead !== undefined && <p className={styles.lead}>{lead}</p>}
      {children}
    </div>
  );
}

/** The one h1 of a page: names the tab, and takes the focus when the page replaces another. */
export function PageTitle({ children, hidden }: { children: string; hidden?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${children} · ${labels.product}`;
    if (!firstPage) heading.current?.focus();
    firstPage = false;
  }, [children]);
  return <h1 ref={heading} tabIndex={-1} className={hidden ? "visually-hidden" : undefined}>{children}</h1>;
}

/** A titled part of a page. */
export function Section({ title, id, children, action }: { title: string; id: string; children: ReactNode; action?: ReactNode }) {
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

/** Buttons of a form or a card, in reading order. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}

/** Things under one another with an even space. */
export function Stack({ children }: { children: ReactNode }) {
  return <div className={styles.stack}>{children}</div>;
}
