import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon";
import styles from "./Button.module.css";

export type ButtonKind = "primary" | "secondary" | "quiet" | "danger";

export interface ButtonLook {
  kind?: ButtonKind;
  icon?: IconName;
  iconAfter?: IconName;
  /** Takes the whole width on a phone. */
  wide?: boolean;
  children: ReactNode;
}

export function buttonClasses({ kind = "primary", wide }: ButtonLook): string {
  return [styles.button, styles[kind], wide ? styles.wide : ""].join(" ");
}

export function ButtonInside({ icon, iconAfter, children }: ButtonLook) {
  return (
    <>
      {icon && <Icon name={icon} size={20} />}
      <span>{children}</span>
      {iconAfter && <Icon name={iconAfter} size={20} />}
    </>
  );
}
