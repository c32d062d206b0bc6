export const shell = {
  loggedOut: "Vous êtes déconnecté.",
  myProfile: "Mon profil",
  professional: "Espace professionnel",
  operator: "Espace opérateur",
  search: "Rechercher un patient",
  imports: "Imports",
} as const;
