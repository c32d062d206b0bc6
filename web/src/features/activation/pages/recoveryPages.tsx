import { RECOVERY } from "../ways";
import { IdentificationPage } from "./IdentificationPage";
import { NewCodePage } from "./NewCodePage";

/** The screens that recovery shares with activation. */
export function RecoveryCodePage() {
  return <NewCodePage way={RECOVERY} />;
}

export function RecoveryIdentificationPage() {
  return <IdentificationPage way={RECOVERY} />;
}
