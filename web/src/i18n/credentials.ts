/** Choosing an identifier and a password: at activation, at recovery, in the settings. */

import { french } from "./typography";

export const credentials = french({
  identifier: "Identifiant",
  identifierHint: "Un pseudonyme convient très bien. Au moins 8 caractères : lettres sans accent, chiffres, point, tiret.",
  password: "Mot de passe",
  rules: "Votre mot de passe doit contenir :",
  rule: { length: "au moins 9 caractères", upper: "une majuscule", lower: "une minuscule", digit: "un chiffre", special: "un caractère spécial", noIdentifier: "autre chose que votre identifiant" },
  ruleMet: "fait",
  ruleNotMet: "à faire",
  wrong: {
    identifier: "Choisissez un identifiant d'au moins 8 caractères : lettres sans accent, chiffres, point, tiret ou tiret bas.",
    identifierRefused: "Cet identifiant ne peut pas être utilisé : il est déjà pris, ou il ressemble à un numéro personnel. Choisissez-en un autre.",
    password: "Choisissez un mot de passe qui suit toutes les règles.",
    passwordRefused: "Ce mot de passe est trop facile à deviner : il figure dans les listes de mots de passe courants. Choisissez-en un autre.",
  },
} as const);
