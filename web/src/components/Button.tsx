import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import { words } from "../i18n/words";
import { ButtonInside, buttonClasses, type ButtonLook } from "./ButtonLook";
import styles from "./Button.module.css";

export interface ButtonProps extends Omit<AriaButtonProps, "children" | "className" | "style" | "isPending">, ButtonLook {
  isPending?: boolean;
}

/**
 * While `isPending`, the button keeps the focus and its name, and answers no press.
 * (The library's own pending state announces through elements that point to labels which are gone a second later.)
 */
export function Button({ kind, icon, iconAfter, wide, children, isPending, onPress, type, ...props }: ButtonProps) {
  const look = { kind, icon, iconAfter, wide, children };
  return (
    <>
      <AriaButton
        {...props} type={isPending ? "button" : type} onPress={isPending ? undefined : onPress}
        className={buttonClasses(look)} data-pending={isPending || undefined}
      >
        {isPending && <span className={styles.spinner} aria-hidden="true" />}
        <ButtonInside {...look} icon={isPending ? undefined : icon} />
      </AriaButton>
      {isPending !== undefined && <span className="visually-hidden" role="status">{isPending ? words.pending : ""}</span>}
    </>
  );
}
