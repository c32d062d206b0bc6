import type { components } from "../api/generated/documents";
import { plural } from "./format";
import { french } from "./typography";

type Reason = components["schemas"]["Reason"];

interface Told {
  name: string;
  /** The group of professions of the grid, "" when there is none. */
  column: string;
  type: string;
}

function ofYours(count: number, readers: number): string {
  return readers > 1 ? `${count} de vos ${readers} professionnels` : "votre professionnel";
}

/** Why a professional sees a document or not, one sentence for each reason of the decision. */
const sentences: Record<Reason, (told: Told) => string> = french({
  author: ({ name }: Told) => `${name} voit ce document parce qu'il l'a déposé, même si vous le masquez. Le bloquer lui retire cet accès.`,
  grid: ({ name, column, type }: Told) => `${name} voit ce document : vous l'autorisez, et la grille d'autorisation ouvre les documents « ${type} » à sa profession (${column}).`,
  administrator: ({ name, column, type }: Told) => `${name} voit ce document que vous masquez aux autres : vous l'avez choisi comme administrateur, et la grille d'autorisation ouvre les documents « ${type} » à sa profession (${column}).`,
  emergency: ({ name }: Told) => `${name} voit ce document en ce moment, pour un accès en urgence que vous avez autorisé : risque immédiat pour votre santé.`,
  samu: ({ name }: Told) => `${name} voit ce document en ce moment, pour un accès en urgence que vous avez autorisé : appel régulé par le Samu-Centre 15.`,
  inactive: ({ name }: Told) => `${name} ne voit pas ce document : l'annuaire indique que ce professionnel n'exerce plus.`,
  "no-relation": ({ name }: Told) => `${name} ne voit pas ce document : vous n'avez jamais été en contact, ou il n'a pas votre accord.`,
  blocked: ({ name }: Told) => `${name} ne voit pas ce document : vous l'avez bloqué.`,
  "not-authorized": ({ name }: Told) => `${name} ne voit pas ce document : vous avez été en contact, mais il n'est pas autorisé à consulter vos documents.`,
  named: ({ name }: Told) => `${name} ne voit pas ce document : vous le lui avez masqué.`,
  hidden: ({ name }: Told) => `${name} ne voit pas ce document : vous l'avez masqué aux professionnels, ou vous masquez tous vos documents.`,
  "no-column": ({ name }: Told) => `${name} ne voit pas ce document : sa profession n'a pas de place dans la grille d'autorisation.`,
  "grid-refuses": ({ name, column, type }: Told) => `${name} ne voit pas ce document : la grille d'autorisation n'ouvre pas les documents « ${type} » à sa profession (${column}).`,
  "record-shut": () => "Personne ne voit ce document : cet espace est fermé aux professionnels.",
  "record-closed": () => "Personne ne voit ce document : cet espace est clos.",
  "read-only": ({ name }: Told) => `${name} peut seulement consulter.`,
  "other-record": () => "Ce document n'est pas dans cet espace.",
  "own-record": () => "C'est votre espace.",
  representative: () => "Vous représentez cette personne.",
  withheld: () => "Ce document n'est pas encore annoncé.",
  "kept-from-representatives": () => "Ce document est réservé à la personne.",
});

export const explanations = french({
  title: "Qui voit ce document ?",
  lead: "Choisissez un professionnel pour savoir s'il voit ce document, et pourquoi.",
  professional: "Professionnel",
  choose: "Choisissez un professionnel",
  nobody: "Aucun professionnel n'a encore été en contact avec vous : seul vous voyez ce document.",
  sees: "Voit ce document",
  seesNot: "Ne voit pas ce document",
  sentence: (reason: Reason, told: Told) => sentences[reason](told),
  grid: (version: string) => `Selon la grille d'autorisation du ${version}.`,
  reference: (reference: string) => `Une question ? Donnez cette référence au 3422, valable un jour : ${reference}`,
  preview: {
    losing: (losing: number, readers: number, lost: number) => `Après ceci, ${ofYours(losing, readers)} ${losing > 1 ? "ne verront plus" : "ne verra plus"} ${plural(lost, "document", "documents")}.`,
    gaining: (gaining: number, readers: number, gained: number) => `Après ceci, ${ofYours(gaining, readers)} ${gaining > 1 ? "verront" : "verra"} ${plural(gained, "document", "documents")} de plus.`,
    nothing: "Après ceci, vos professionnels verront les mêmes documents qu'aujourd'hui.",
  },
  desk: {
    title: "Comprendre un accès",
    menu: "Comprendre un accès",
    lead: "La personne vous donne la référence affichée sur la page de son document. Vous voyez la raison, jamais le document. Votre consultation figure dans son historique.",
    form: "Référence de l'explication",
    reference: "Référence",
    hint: "10 lettres",
    wrong: "Saisissez les 10 lettres de la référence.",
    submit: "Voir la raison",
    someone: "Le professionnel",
    column: "sa profession",
    type: "de ce type",
    deposited: (day: string) => `Document déposé le ${day}`,
  },
});
