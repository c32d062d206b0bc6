import type { ReactNode } from "react";
import { Icon, type IconName } from "../../../components/Icon";
import { Page } from "../../../components/Page";
import styles from "../pages/activation.module.css";

/** The end of a journey: what was done, and where to go from here. */
export function Outcome({ icon, title, children }: { icon: IconName; title: string; children: ReactNode }) {
  return (
    <Page width="form" title={title}>
      <div className={styles.done}>
        <span className={styles.picture}><Icon name={icon} size={48} /></span>
        {children}
      </div>
    </Page>
  );
}
