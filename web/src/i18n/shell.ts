import { french } from "./typography";

export const shell = french({
  loggedOut: "Vous êtes déconnecté.",
  professional: "Espace professionnel",
  operator: "Espace opérateur",
  search: "Rechercher un patient",
  imports: "Imports",
  figures: "Dépôts",
  deletions: "Suppressions",
} as const);
