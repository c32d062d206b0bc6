import { useState } from "react";
import { Button } from "../components/Button";
import { ConfirmDialog } from "../components/ConfirmDialog";
import { Actions } from "../components/Page";
import { ProfileMenu } from "../components/ProfileMenu";
import { Sheet } from "../components/Sheet";

const nothing = () => undefined;

export function Overlays() {
  const [open, setOpen] = useState<"question" | "danger" | "sheet" | null>(null);
  const close = () => setOpen(null);
  return (
    <Actions>
      <ProfileMenu name="Inaya M." heading="Mon profil" actions={[{ id: "settings", label: "Paramètres", icon: "settings", onAction: nothing }, { id: "out", label: "Se déconnecter", icon: "logout", onAction: nothing }]} />
      <Button kind="secondary" onPress={() => setOpen("question")}>Question</Button>
      <Button kind="secondary" onPress={() => setOpen("danger")}>Question grave</Button>
      <Button kind="secondary" onPress={() => setOpen("sheet")}>Feuille</Button>
      <ConfirmDialog isOpen={open === "question"} title="Masquer ce document ?" confirm="Masquer" onConfirm={close} onCancel={close}><p>Vous pourrez le rendre visible à tout moment.</p></ConfirmDialog>
      <ConfirmDialog isOpen={open === "danger"} title="Supprimer ce document ?" confirm="Supprimer" tone="danger" onConfirm={close} onCancel={close}><p>Il ne pourra pas être récupéré.</p></ConfirmDialog>
      {open === "sheet" && <Sheet title="Modifier" onClose={close}><Button onPress={close}>Enregistrer</Button></Sheet>}
    </Actions>
  );
}
