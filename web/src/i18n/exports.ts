import { history } from "./confidentiality";
import { number, plural } from "./format";
import { french } from "./typography";

export const exports = french({
  title: "Mes données",
  lead: "Emportez une copie de tout ce que contient votre espace : vos documents, vos informations, vos accès et votre historique.",
  what: "La copie est un fichier ZIP. Ouvrez « index.html » pour la lire ; un logiciel de santé peut lire le format FHIR qu'elle contient.",
  care: "Cette copie est confidentielle. Ne la téléchargez pas sur un appareil partagé.",
  none: "Aucune copie pour l'instant",
  noneWhat: "Demandez-en une : elle est prête en quelques minutes et vous êtes prévenu par e-mail.",
  ask: "Demander une copie de mes données",
  again: "Demander une nouvelle copie",
  asked: "Votre demande est enregistrée. Vous recevrez un e-mail quand la copie sera prête.",
  preparing: "Votre copie est en préparation",
  preparingWhat: "Vous pouvez quitter cette page : vous recevrez un e-mail quand la copie sera prête.",
  progress: "Documents copiés",
  progressWords: (done: number, total: number) => `${number(done)} sur ${plural(total, "document", "documents")}`,
  finishing: "Les autres informations sont rassemblées…",
  ready: "Votre copie est prête",
  readyWhat: (count: string, size: string, until: string) => `${count}, ${size}. Vous pouvez la télécharger jusqu'au ${until}.`,
  documents: (count: number) => plural(count, "document", "documents"),
  download: "Télécharger ma copie",
  downloading: "Téléchargement…",
  downloaded: "Votre copie est téléchargée.",
  file: (day: string) => `mon-espace-sante-${day}.zip`,
  expired: "Votre dernière copie n'est plus disponible",
  expiredWhat: (day: string) => `Par sécurité, une copie n'est gardée que peu de temps : celle-ci l'était jusqu'au ${day}. Vous pouvez en demander une nouvelle.`,
  failed: "Votre dernière copie n'a pas pu être préparée",
  failedWhat: "Rien n'est perdu dans votre espace. Demandez une nouvelle copie ; si cela continue, appelez le 3422.",
  check: "Comment vérifier que rien n'a été modifié",
  replaces: "Une nouvelle copie remplace la précédente.",
  lost: "Le suivi est interrompu : la préparation, elle, continue.",
} as const);

const acts: Record<string, string> = history.action;
const states: Record<string, string> = { authorized: "Autorisé", blocked: "Bloqué", contact: "En contact, sans accès à vos documents" };

export const former = french({
  title: "Votre espace précédent",
  what: "Repris d'une copie de vos données : vous pouvez le lire. Les accès d'alors ne valent plus ici, vous décidez à nouveau.",
  until: (day: string) => `Espace quitté le ${day}`,
  holds: (relations: number, lines: number, brought: string) => `${plural(relations, "professionnel", "professionnels")}, ${plural(lines, "ligne d'historique", "lignes d'historique")}. Repris le ${brought}`,
  lead: "Tel qu'il était quand vous l'avez quitté. Rien de ce qui est écrit ici n'ouvre votre espace à personne.",
  relations: "Professionnels en contact",
  relationsTable: "Liste des professionnels d'alors",
  noRelations: "Aucun professionnel n'était en contact avec vous.",
  history: "Historique d'activité d'alors",
  historyTable: "Lignes de l'historique d'alors",
  noHistory: "Personne d'autre que vous n'y avait agi.",
  who: "Qui",
  access: "Accès d'alors",
  since: "Depuis",
  when: "Quand",
  act: "Quoi",
  administrator: "administrateur",
  states,
  action: (code: string) => acts[code] ?? "a agi dans votre espace",
} as const);
