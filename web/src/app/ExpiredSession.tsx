import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { Button } from "../components/Button";
import { Card } from "../components/Card";
import { LoginSteps } from "../features/login/components/LoginSteps";
import { login as text } from "../i18n/login";
import { beginSession } from "../session/renewal";
import { type Actor, type Session, setSessionState } from "../session/store";
import styles from "./shell.module.css";

/** Covers the page wholly, since anybody may be looking, and keeps it as it was underneath: drafts survive. */
export function ExpiredSession({ space, actor }: { space: "patient" | "professional" | "operator"; actor: Actor }) {
  const enter = (session: Session) => {
    beginSession(session);
    // Somebody else logged in: nothing of the page underneath is theirs.
    if (session.actor.id !== actor.id) window.location.reload();
  };
  return (
    <ModalOverlay isOpen className={styles.expiredVeil} isKeyboardDismissDisabled>
      <Modal>
        <Dialog role="alertdialog" className={styles.expired}>
          <Heading slot="title" level={2}>{text.expired.title}</Heading>
          <p>{text.expired.what}</p>
          {/* Closed meanwhile, on another device: the login page shows the way back. */}
          <Card><LoginSteps space={space} onSession={enter} onClosed={() => setSessionState({ status: "anonymous" })} /></Card>
          <Button kind="quiet" onPress={() => setSessionState({ status: "anonymous", left: true })}>{text.expired.leave}</Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
