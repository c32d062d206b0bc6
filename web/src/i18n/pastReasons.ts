import type { components } from "../api/generated/consent";
import { french } from "./typography";

type Entry = components["schemas"]["HistoryEntry"];

const care = "Vous l'aviez autorisé à consulter vos documents, et il n'était pas bloqué.";

const capacities: Record<Entry["capacity"], string> = {
  authorized: care,
  author: "Il avait déposé ce document : son auteur le relit et le gère toujours, sauf si vous le bloquez.",
  administrator: "Vous l'aviez choisi comme administrateur : il agit à votre demande.",
  emergency: "Vous aviez autorisé l'accès en urgence : risque immédiat pour votre santé.",
  depositor: "Tout professionnel ou établissement qui vous prend en charge peut déposer un document, sauf si vous le bloquez.",
  representative: "Cette personne représente l'enfant.",
  support: "L'assistance agit à votre demande, sans accès à vos données de santé.",
  insurer: "Votre caisse indique à quels parents un enfant est rattaché.",
};

function because(action: Entry["action"], capacity: string, ground: Entry["ground"]): string {
  if (action === "access-declared") return "Ce professionnel a attesté vous prendre en charge avec votre accord. Si ce n'est pas le cas, bloquez-le.";
  if (ground === "samu") return "Vous aviez autorisé l'accès en urgence : appel régulé par le Samu-Centre 15.";
  if (ground === "administrator") return "Ce document était masqué aux professionnels. L'administrateur que vous avez choisi lit aussi ce que vous masquez, selon sa profession.";
  const why = capacities[capacity as Entry["capacity"]] ?? care;
  return ground === "patient-request" ? `${why} Il a attesté que vous le lui aviez demandé.` : why;
}

/** Why an act of the past was possible, in the words of its day. */
export const pastReasons = french({
  why: "Pourquoi était-ce possible ?",
  because,
  opened: (type: string, column: string) => `La grille de ce jour-là ouvrait les documents « ${type} » à sa profession : ${column}.`,
  closed: (type: string, column: string) => `La grille de ce jour-là n'ouvrait pas les documents « ${type} » à sa profession : ${column}.`,
  grid: (name: string, day: string) => `Grille d'autorisation ${name}, en vigueur depuis le ${day}.`,
});
