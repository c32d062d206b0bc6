import { useNavigate } from "react-router";
import { sayDone } from "../components/Confirmation";
import { shell } from "../i18n/shell";
import { endSession } from "../session/renewal";

/** Leaves the space first, so that nothing of it stays on the screen, then ends the session everywhere. */
export function useLogOut(to: string): () => void {
  const navigate = useNavigate();
  return () => void (async () => {
    await navigate(to);
    await endSession();
    sayDone(shell.loggedOut);
  })();
}
