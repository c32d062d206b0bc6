import { french } from "./typography";

/** A file on its way, wherever it is sent from. */
export const sending = french({
  sending: "Envoi en cours",
  checking: "Vérification et enregistrement…",
  cancel: "Annuler l'envoi",
  cancelled: "Envoi interrompu",
  cancelledWhat: "Le fichier et vos informations sont conservés ici. S'il était déjà arrivé, il est dans la liste des documents : le renvoyer d'ici ne l'ajoutera pas une seconde fois.",
} as const);
