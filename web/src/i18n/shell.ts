import { french } from "./typography";

export const shell = french({
  loggedOut: "Vous êtes déconnecté.",
  myProfile: "Mon profil",
  professional: "Espace professionnel",
  operator: "Espace opérateur",
  search: "Rechercher un patient",
  imports: "Imports",
} as const);
