import { plural } from "./format";
import { french } from "./typography";

interface Column {
  id: string;
  label: string;
}

interface Share {
  kind: string;
  open: number;
  of: number;
}

/** One of each group of the grid, as people call them. A group that a later version adds is named by its own label. */
const ONE_OF: Record<string, string> = {
  MEDECIN: "Un médecin",
  PHARMACIEN_BIOLOGISTE: "Un pharmacien biologiste",
  PHARMACIEN: "Un pharmacien",
  CHIRURGIEN_DENTISTE: "Un chirurgien-dentiste",
  SAGE_FEMME: "Une sage-femme",
  INFIRMIER: "Un infirmier",
  MASSEUR_KINE: "Un masseur-kinésithérapeute",
  PEDICURE_PODOLOGUE: "Un pédicure-podologue",
  ORTHOPHONISTE: "Un orthophoniste",
  ERGO_PSYCHOMOT_ORTHOPT_DIET: "Un ergothérapeute, un psychomotricien, un orthoptiste ou un diététicien",
  AUDIOPROTH_APPAREILLAGE: "Un audioprothésiste ou un professionnel de l'appareillage",
  OPTICIEN: "Un opticien",
  MANIP_ERM: "Un manipulateur de radiologie",
  COORDINATION: "Un professionnel qui coordonne votre parcours",
  ASSISTANT_SOCIAL: "Un assistant de service social",
  MS_ADMINISTRATIF: "Un agent administratif d'un service social ou médico-social",
  MS_VIE_SOCIALE: "Un professionnel social qui vous accompagne dans votre vie quotidienne",
  MS_SOIN: "Un professionnel social ou médico-social qui accompagne vos soins",
  MS_ENCADREMENT: "Un responsable d'un service social ou médico-social",
};

/** Classes of documents (ANS, TRE_A03-ClasseDocument) with the article French wants: « toutes les ordonnances », « des ordonnances ». */
const KINDS: Record<string, readonly ["m" | "f", string]> = {
  "10": ["m", "comptes rendus"],
  "11": ["f", "synthèses"],
  "31": ["f", "images médicales"],
  "42": ["f", "ordonnances"],
  "43": ["f", "délivrances de médicaments"],
  "44": ["m", "plans et protocoles de soins"],
  "45": ["m", "traitements administrés"],
  "52": ["m", "certificats et déclarations"],
  "60": ["f", "données de remboursement"],
  "90": ["m", "autres documents que vous ajoutez"],
  "95": ["m", "documents de gestion, comme vos volontés"],
};
const OTHER = ["m", "autres documents"] as const;

const list = new Intl.ListFormat("fr", { type: "conjunction" });

function named({ kind }: Share): readonly ["m" | "f", string] {
  return KINDS[kind] ?? OTHER;
}

function whole(share: Share): string {
  const [gender, name] = named(share);
  return `${gender === "f" ? "toutes" : "tous"} les ${name}`;
}

function part(share: Share): string {
  return `des ${named(share)[1]} (${plural(share.open, "type", "types")} sur ${share.of})`;
}

function sentences(column: Column, all: Share[], some: Share[], none: Share[]): string[] {
  const who = ONE_OF[column.id] ?? `Un professionnel du groupe « ${column.label} »`;
  const pronoun = who.startsWith("Une ") ? "Elle" : "Il";
  if (all.length + some.length === 0) return [`${who} ne peut voir aucun de ces documents.`];
  if (some.length + none.length === 0) return [`${who} peut voir tous ces documents.`];
  const told = [];
  if (all.length > 0) told.push(`${who} peut voir ${list.format(all.map(whole))}.`);
  if (some.length > 0) told.push(`${all.length > 0 ? pronoun : who} peut voir une partie ${list.format(some.map(part))}.`);
  if (none.length > 0) told.push(`${pronoun} ne peut pas voir les ${list.format(none.map((share) => named(share)[1]))}.`);
  return told;
}

export const gridWords = french({
  /** "Médecins (généralistes…)" is "Médecins" as a heading. */
  heading: ({ label }: Column) => label.split(" (")[0] ?? label,
  sentences,
});
