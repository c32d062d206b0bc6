import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import { ButtonInside, buttonClasses, type ButtonLook } from "./ButtonLook";
import styles from "./Button.module.css";

export interface ButtonProps extends Omit<AriaButtonProps, "children" | "className" | "style">, ButtonLook {}

/** While `isPending`, the button keeps the focus and its name, and answers no press. */
export function Button({ kind, icon, iconAfter, wide, children, ...props }: ButtonProps) {
  const look = { kind, icon, iconAfter, wide, children };
  return (
    <AriaButton {...props} className={buttonClasses(look)}>
      {({ isPending }) => (
        <>
          {isPending && <span className={styles.spinner} aria-hidden="true" />}
          <ButtonInside {...look} icon={isPending ? undefined : icon} />
        </>
      )}
    </AriaButton>
  );
}
