import type { ReactNode } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import type { Problem } from "../api/problem";
import { words } from "../i18n/words";
import { Button } from "./Button";
import { ProblemNotice } from "./ProblemNotice";
import styles from "./ConfirmDialog.module.css";

interface ConfirmDialogProps {
  title: string;
  /** What will happen or be lost, and the way back. */
  children: ReactNode;
  confirm: string;
  tone?: "primary" | "danger";
  isOpen: boolean;
  isPending?: boolean;
  problem?: Problem;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before an act that matters. Escape and "Annuler" change nothing. */
export function ConfirmDialog({ title, children, confirm, tone = "primary", isOpen, isPending = false, problem, onConfirm, onCancel }: ConfirmDialogProps) {
  return (
    <ModalOverlay className={styles.veil} isOpen={isOpen} onOpenChange={(open) => !open && !isPending && onCancel()} isDismissable={!isPending}>
      <Modal className={styles.sheet}>
        <Dialog role="alertdialog" className={styles.dialog}>
          <Heading slot="title" level={2}>{title}</Heading>
          <div className={styles.words}>{children}</div>
          {problem && <ProblemNotice problem={problem} />}
          <div className={styles.actions}>
            <Button kind="secondary" wide onPress={onCancel} isDisabled={isPending}>{words.cancel}</Button>
            <Button kind={tone} wide onPress={onConfirm} isPending={isPending}>{confirm}</Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
