import { Link } from "react-router";
import { ButtonInside, buttonClasses, type ButtonLook } from "./ButtonLook";

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function ButtonAnchor({ to, state, ...look }: ButtonLook & { to: string; state?: unknown }) {
  return (
    <Link to={to} state={state} className={buttonClasses(look)}>
      <ButtonInside {...look} />
    </Link>
  );
}
