import type { ReactNode } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import styles from "./ConfirmDialog.module.css";

/** A small form over the page. It closes by Escape or by its own buttons, not by a slip of the finger outside. */
export function Sheet({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  return (
    <ModalOverlay className={styles.veil} isOpen onOpenChange={(open) => !open && onClose()}>
      <Modal className={styles.sheet}>
        <Dialog className={styles.dialog}>
          <Heading slot="title" level={2}>{title}</Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
