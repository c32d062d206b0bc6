import { french } from "./typography";

export const federation = french({
  what: "Professionnels de santé : identifiez-vous avec votre e-CPS ou votre carte CPS.",
  button: "Se connecter avec Pro Santé Connect",
  or: "Ou avec un identifiant de cette installation",
  title: "Connexion avec Pro Santé Connect",
  waiting: "Vérification de votre identification…",
  givenUp: "La connexion a été interrompue",
  givenUpWhat: "Pro Santé Connect ne nous a pas transmis votre identification. Vous pouvez recommencer.",
  again: "Revenir à la connexion",
} as const);
