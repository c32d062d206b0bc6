import { french } from "./typography";

/** French counts zero as singular. */
const progress = (answered: number, total: number) => (answered < 2 ? `${answered} rubrique sur ${total} est renseignée.` : `${answered} rubriques sur ${total} sont renseignées.`);

const dateHint = "Une année, un mois ou un jour : 2019, 03/2019 ou 25/03/2019.";

export const profile = french({
  title: "Profil médical",
  lead: "Ce que vous notez ici aide ceux qui vous soignent. Rien n'est obligatoire, et vous pouvez tout modifier à tout moment.",
  nav: "Rubriques du profil médical",
  all: "Toutes les rubriques",
  progress,
  progressLabel: "Rubriques renseignées",
  whoReads: "Les professionnels que vous autorisez lisent ces rubriques selon leur profession. Chaque lecture figure dans votre historique d'activité.",
  states: { empty: "À compléter", nothing: "Rien à déclarer", entries: (count: number) => (count < 2 ? `${count} élément` : `${count} éléments`) },
  shortcut: {
    title: "Compléter mon profil médical",
    none: "Allergies, traitements, vaccinations… : ce que vos soignants doivent savoir.",
    some: progress,
    done: "Toutes les rubriques sont renseignées. Pensez à les tenir à jour.",
  },
  sections: {
    conditions: {
      title: "Maladies et sujets de santé", what: "Une maladie, un handicap, une grossesse… : ce qui compte pour votre santé, maintenant ou autrefois.",
      add: "J'ajoute une maladie ou un autre sujet de santé", label: "Maladie ou sujet de santé", detail: "", started: "Depuis", ended: "Jusqu'à",
    },
    treatments: {
      title: "Traitements", what: "Les médicaments que vous prenez, et comment.",
      add: "J'ajoute un traitement", label: "Médicament ou traitement", detail: "Posologie", started: "Depuis", ended: "Jusqu'à",
    },
    allergies: {
      title: "Allergies", what: "Un médicament, un aliment, un pollen… qui vous fait réagir.",
      add: "J'ajoute une allergie", label: "À quoi êtes-vous allergique ?", detail: "Réaction", started: "Depuis", ended: "",
    },
    vaccinations: {
      title: "Vaccinations", what: "Les vaccins reçus. Un professionnel autorisé peut en ajouter.",
      add: "J'ajoute mes vaccinations", label: "Vaccin", detail: "Lot ou rappel", started: "Date de l'injection", ended: "",
    },
    hospitalisations: {
      title: "Hospitalisations", what: "Vos séjours à l'hôpital et vos opérations.",
      add: "J'ajoute une hospitalisation", label: "Motif", detail: "Établissement", started: "Entrée", ended: "Sortie",
    },
    "family-history": {
      title: "Antécédents familiaux", what: "Les maladies de vos parents, frères, sœurs ou enfants, qui peuvent compter pour vous.",
      add: "J'ajoute un antécédent familial", label: "Maladie", detail: "Membre de la famille", started: "", ended: "",
    },
    practitioners: {
      title: "Professionnels de santé", what: "Ceux qui vous suivent : médecin traitant, allergologue, kinésithérapeute… Cette liste est pour mémoire : elle ne donne accès à rien.",
      add: "J'ajoute un professionnel de santé", label: "Nom", detail: "Spécialité", started: "", ended: "",
    },
  },
  accesses: "Décider qui a accès",
  dateHint,
  note: "Remarque",
  wrong: {
    label: "Écrivez de quoi il s'agit.",
    needed: "Ce renseignement est nécessaire.",
    date: `Cette date n'est pas comprise. ${dateHint}`,
    detail: "Vérifiez ce renseignement.",
    started: "Vérifiez cette date : elle ne peut pas être dans le futur.",
    ended: "Vérifiez cette date : la fin ne peut pas précéder le début.",
    note: "Une remarque tient en 1000 caractères.",
  },
  period: (from: string, to: string) => `${from} – ${to}`,
  until: (words: string) => `Jusqu'à ${words}`,
  entered: (who: string, when: string) => `Ajouté par ${who} le ${when}`,
  changed: (when: string) => `modifié le ${when}`,
  me: "vous",
  byProfessional: "Ajouté par un professionnel",
  edit: "Modifier",
  editWhat: (label: string) => `Modifier : ${label}`,
  remove: "Retirer",
  removeWhat: (label: string) => `Retirer : ${label}`,
  removeTitle: "Retirer cet élément ?",
  removeWarning: (label: string) => `« ${label} » ne figurera plus dans le profil médical, ni pour vous ni pour vos soignants.`,
  added: "C'est ajouté.",
  saved: "C'est modifié.",
  removed: "C'est retiré.",
  empty: "Rien n'est noté ici pour le moment",
  emptyWhat: "Ajoutez un premier élément, ou indiquez que vous n'avez rien à déclarer.",
  nothing: "Je n'ai rien à déclarer",
  nothingSaid: "Rien à déclarer",
  nothingSaidWhat: "C'est ce que vos soignants liront dans cette rubrique.",
  nothingUndo: "Revenir sur cette réponse",
  nothingDone: "C'est noté : rien à déclarer.",
  nothingUndone: "Votre réponse est retirée.",
  professional: {
    title: "Profil médical",
    lead: "Noté par la personne ou par ceux qui la soignent. Votre consultation figure dans son historique d'activité.",
    empty: "Rien de renseigné.",
    nothing: "La personne déclare n'avoir rien à signaler.",
    addVaccination: "Ajouter une vaccination",
  },
} as const);
