import { plural } from "./format";
import { french } from "./typography";

export const settings = french({
  title: "Paramètres",
  cards: {
    confidentiality: { title: "Confidentialité", what: "Les professionnels autorisés ou bloqués, et ce qu'ils peuvent consulter." },
    history: { title: "Historique d'activité", what: "Qui a consulté ou ajouté quoi dans votre espace, et quand." },
    grid: { title: "Qui peut voir quoi", what: "Les types de documents ouverts à chaque profession." },
    data: { title: "Mes données", what: "Emporter une copie de tout ce que contient votre espace." },
    help: { title: "Aide", what: "Le 3422, les guichets France services, les questions fréquentes." },
  },
} as const);

export const confidentiality = french({
  title: "Confidentialité",
  lead: "Seuls les professionnels que vous autorisez peuvent accéder à vos documents. Vous pouvez changer d'avis quand vous voulez.",
  authorized: {
    title: "Professionnels autorisés à consulter mes données",
    empty: "Aucun professionnel dans cette liste",
    emptyWhat: "Aucun professionnel n'a encore accédé à votre espace : aucun n'est donc présent dans votre liste de professionnels autorisés ou bloqués. Vous serez prévenu par e-mail dès qu'il y en aura un.",
    emptyAllBlocked: "Vous avez bloqué tous les professionnels avec qui vous avez été en contact.",
  },
  blocked: {
    title: "Professionnels non autorisés à consulter mes données",
    empty: "Aucun professionnel bloqué",
    emptyWhat: "Vous pouvez bloquer un professionnel depuis la liste des professionnels autorisés, une fois qu'il a été en contact avec vous.",
  },
  began: {
    "declared-care": "Vous lui avez donné votre accord",
    deposit: "A déposé un document",
    message: "Vous a écrit",
    emergency: "Accès en urgence",
  },
  contact: "En contact, sans accès à vos documents",
  firstContact: (day: string) => `le ${day}`,
  lastAccess: (day: string) => `Dernier accès le ${day}`,
  noAccess: "N'a encore rien consulté",
  administrator: "Administrateur",
  block: "Bloquer",
  unblock: "Débloquer",
  blockTitle: (name: string) => `Bloquer ${name} ?`,
  blockWhat: "Ce professionnel n'aura plus du tout accès à votre espace : ni consultation, ni dépôt, pas même pour les documents qu'il a ajoutés lui-même, ni en urgence.",
  blockBack: "Vous pourrez le débloquer à tout moment. Il n'en est pas prévenu par nous.",
  unblockTitle: (name: string) => `Débloquer ${name} ?`,
  unblockWhat: "Ce professionnel retrouvera l'accès à vos documents, selon les droits de sa profession et sauf ceux que vous masquez.",
  blockedEffective: (name: string) => `${name} est bloqué : c'est effectif.`,
  blockedSpreading: (name: string) => `${name} est bloqué : en cours de propagation.`,
  unblockedEffective: (name: string) => `${name} est débloqué : c'est effectif.`,
  unblockedSpreading: (name: string) => `${name} est débloqué : en cours de propagation.`,
  effective: "Effectif",
  spreading: "En cours de propagation",
  spreadingWhat: "Votre choix est enregistré et ne sera pas perdu. Il se propage : d'ici là, par précaution, nos services refusent l'accès dans le doute.",
  also: "À voir aussi",
} as const);

export const history = french({
  title: "Historique d'activité",
  lead: "Tout ce qu'une autre personne que vous a fait dans votre espace. Personne ne peut modifier ni effacer ces lignes, pas même vous.",
  empty: "Rien pour l'instant",
  emptyWhat: "Aucune autre personne que vous n'a agi dans votre espace. Chaque accès d'un professionnel apparaîtra ici et vous sera signalé par e-mail.",
  list: (day: string) => `Actions du ${day}`,
  action: {
    "access-declared": "a déclaré vous prendre en charge, avec votre accord",
    "documents-listed": "a consulté la liste de vos documents",
    "document-consulted": "a consulté un document",
    "document-deposited": "a déposé un document",
    "document-hidden": "a masqué un document",
    "document-unhidden": "a rendu visible un document",
    "document-deleted": "a supprimé un document",
    "document-replaced": "a remplacé un document par une nouvelle version",
    "document-announced": "vous a rendu visible un document",
    "document-visibility-changed": "a changé qui peut voir un document",
    "all-documents-hidden": "a masqué tous les documents aux professionnels",
    "all-documents-unhidden": "a rendu de nouveau visibles les documents",
  },
  capacity: {
    authorized: "En qualité de professionnel autorisé",
    author: "En qualité d'auteur du document",
    administrator: "En qualité d'administrateur de votre espace",
    emergency: "En qualité de professionnel intervenant en urgence",
    depositor: "En qualité de déposant",
    representative: "En qualité de représentant légal",
  },
  kind: { professional: "Professionnel de santé", organisation: "Établissement", representative: "Représentant légal", support: "Conseiller 3422", app: "Application", insurer: "Assurance Maladie" },
  seeDocument: "Voir le document",
  unknown: "Vous ne reconnaissez pas cette personne ?",
  unknownWhat: "Bloquez-la dans vos réglages de confidentialité, et appelez le 3422.",
  toConfidentiality: "Confidentialité",
} as const);

export const grid = french({
  title: "Qui peut voir quoi",
  lead: "Un professionnel autorisé ne voit que les types de documents utiles à son métier. Ce qui n'est pas coché lui est fermé.",
  source: (name: string, day: string) => `Grille d'autorisation ${name}, en vigueur depuis le ${day}.`,
  yourChoices: "Vos choix passent avant la grille : un document masqué ou un professionnel bloqué l'emporte toujours.",
  profession: "Profession",
  allProfessions: "Toutes les professions (tableau)",
  search: "Type de document",
  searchHint: "Quelques lettres suffisent, par exemple « ordonnance »",
  table: "Tableau des types de documents et des professions",
  type: "Type de document",
  yes: "Oui",
  no: "Non",
  mayRead: (count: number, total: number) => `${plural(count, "type de document ouvert", "types de documents ouverts")} sur ${total}`,
  may: "Peut consulter",
  mayNot: "Ne peut pas consulter",
  none: "Aucun type de document ne correspond",
  noneWhat: "Essayez avec moins de lettres, ou un autre mot.",
} as const);

export const home = french({
  title: (name: string) => `Bonjour ${name}`,
  welcome: "Bienvenue dans votre espace. Voici par où commencer.",
  again: "Que souhaitez-vous faire ?",
  cards: {
    add: { title: "Ajouter un document de santé", what: "Une ordonnance, un résultat, un compte rendu : depuis votre appareil." },
    documents: { title: "Mes documents", what: "Tous vos documents, et qui les a ajoutés." },
    confidentiality: { title: "Confidentialité", what: "Autorisez ou bloquez des professionnels." },
    history: { title: "Historique d'activité", what: "Qui a consulté quoi, et quand." },
  },
} as const);
