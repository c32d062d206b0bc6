import { sayDone } from "../components/Confirmation";
import { shell } from "../i18n/shell";
import { endSession } from "../session/renewal";

/** Ends the session; the gate of the space then leads out of it, where this is said. */
export function logOut(): void {
  void endSession(() => sayDone(shell.loggedOut, { onNextPage: true }));
}
