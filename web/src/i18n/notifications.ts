/** How people are told that someone acted on their record. */

import { plural } from "./format";
import { french } from "./typography";

export const notifications = french({
  title: "Mes notifications",
  card: "Quand et comment vous êtes prévenu de ce que d'autres font dans votre espace.",
  lead: "Vous êtes prévenu chaque fois qu'une autre personne que vous agit dans votre espace. Choisissez à quel rythme.",
  own: "Ces réglages valent pour vous et pour les enfants que vous représentez. Les codes d'accès et les alertes de sécurité arrivent toujours tout de suite.",
  form: "Rythme des notifications",
  email: "Par e-mail",
  emailHint: "Les e-mails d'activité ne peuvent pas être désactivés : ils vous protègent.",
  sms: "Par SMS, en plus de l'e-mail",
  smsImpossible: "Ajoutez un numéro de mobile à votre compte pour recevoir des SMS.",
  paces: {
    "at-once": { label: "Tout de suite", what: "Un message pour chaque action" },
    grouped: { label: "Groupé", what: "Un message pour toutes les actions d'une période" },
    daily: { label: "Une fois par jour", what: "Un résumé, les jours où il s'est passé quelque chose" },
    never: { label: "Jamais", what: "L'e-mail seul" },
  },
  window: "Regrouper pendant",
  windowSms: "Regrouper les SMS pendant",
  minutes: (minutes: number) => (minutes < 60 ? plural(minutes, "minute", "minutes") : plural(minutes / 60, "heure", "heures")),
  hour: "Heure du résumé",
  hourSms: "Heure du SMS",
  at: (hour: number) => `${hour} h`,
  quiet: "Ne rien m'envoyer pendant certaines heures",
  quietFrom: "De",
  quietTo: "À",
  quietWrong: "Choisissez deux heures différentes.",
  submit: "Enregistrer mes choix",
  done: "Vos choix sont enregistrés.",
  bounced: {
    title: "Nos messages ne vous parviennent pas",
    email: (day: string) => `Depuis le ${day}, votre adresse e-mail refuse nos messages : vous n'êtes plus prévenu de ce qui se passe dans votre espace.`,
    sms: (day: string) => `Depuis le ${day}, votre numéro de mobile refuse nos messages.`,
    letter: (day: string) => `Depuis le ${day}, nos courriers ne peuvent pas vous être adressés.`,
    fix: "Corriger mes coordonnées",
  },
} as const);
