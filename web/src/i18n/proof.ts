/** The history: searching it, taking it away, checking it. */

import { plural } from "./format";
import { french } from "./typography";

export const historySearch = french({
  label: "Rechercher dans l'historique",
  actor: "Qui a agi",
  anyone: "Tout le monde",
  action: "Type d'action",
  anything: "Toutes les actions",
  period: "Période",
  always: "Depuis le début",
  days: (days: number) => `Les ${days} derniers jours`,
  month: (name: string, acts: string) => `${name} (${acts})`,
  acts: (count: number) => plural(count, "action", "actions"),
  clear: "Effacer les filtres",
  none: "Aucune action ne correspond",
  noneWhat: "Élargissez la période, ou effacez un filtre.",
  overview: "Mois par mois",
  inMonth: (name: string, acts: string) => `${name} : ${acts}`,
} as const);

export const historyExport = french({
  title: "Emporter l'historique",
  what: "Le document et le tableau contiennent ce que montrent vos filtres. Le fichier de preuve contient tout l'historique.",
  pdf: "Document PDF",
  csv: "Tableau CSV",
  ndjson: "Fichier de preuve",
  done: "L'historique est téléchargé.",
  file: (day: string, ending: string) => `historique-${day}.${ending}`,
  check: "Comment vérifier que rien n'a été modifié",
} as const);

export const historyCheck = french({
  title: "Vérifier votre historique",
  lead: "Vous pouvez contrôler vous-même que personne, pas même le service, n'a modifié ou retiré une ligne de votre historique.",
  back: "Historique d'activité",
  how: "Comment ça marche",
  principles: [
    "Chaque ligne porte l'empreinte de la précédente : en changer une casse la suite.",
    "Chaque jour, l'empreinte de la dernière ligne est publiée pour tout le monde, signée, sans dire de qui il s'agit.",
    "Le programme compare votre historique à ce qui a été publié. Il n'a pas besoin de nous faire confiance.",
  ],
  steps: "Les étapes",
  stepsList: [
    "Téléchargez le fichier de preuve depuis votre historique.",
    "Téléchargez le programme de vérification. Il tient en un fichier que chacun peut lire ; il demande Python 3.11 et le module « cryptography ».",
    "Lancez-le sur le fichier, avec l'adresse de ce site. Il télécharge les relevés publiés et les garde dans le dossier « releves ».",
    "Il affiche la date et l'empreinte du dernier relevé : deux personnes qui les comparent le même jour doivent trouver la même.",
    "Recommencez de temps en temps avec le même dossier : des relevés refaits après coup ne suivraient plus ceux que vous avez gardés.",
  ],
  command: (site: string) => `python verify_history.py historique.ndjson --source ${site}`,
  commandLabel: "Commande à lancer",
  program: "Télécharger le programme de vérification",
  limits: "Ce que la vérification ne dit pas",
  limitsList: [
    "Les lignes du jour ne sont couvertes qu'au prochain relevé, le lendemain.",
    "Elle prouve que rien n'a été changé dans ce qui a été écrit, pas que tout a été écrit.",
    "Elle vaut pour le site dont vous donnez l'adresse. Donnez celle que vous connaissez, jamais celle que le fichier nomme.",
  ],
  alarm: "Le programme annonce une alerte ?",
  alarmWhat: "Gardez le fichier et le dossier des relevés, et appelez le 3422.",
} as const);

export const copyCheck = french({
  title: "Vérifier votre copie",
  lead: "Votre copie est signée. Vous, ou la personne à qui vous la donnez, pouvez contrôler que rien n'y a été modifié, ajouté ou retiré.",
  back: "Mes données",
  principles: [
    "La copie contient l'empreinte de chacun de ses fichiers : en changer un seul se voit.",
    "Cette liste d'empreintes est signée. La clé qui permet de le contrôler est publiée pour tout le monde.",
    "Le programme refait les calculs sur votre ordinateur. Il n'envoie rien.",
  ],
  stepsList: [
    "Gardez la copie telle que vous l'avez téléchargée, sans l'ouvrir pour la modifier.",
    "Téléchargez le programme de vérification. Il tient en un fichier que chacun peut lire ; il demande Python 3.11 et le module « cryptography ».",
    "Lancez-le sur la copie, avec l'adresse de ce site. Il télécharge les clés que le site publie et les garde à côté d'elle.",
  ],
  command: (site: string) => `python verify_export.py mon-espace-sante.zip --source ${site}`,
  limitsList: [
    "Elle prouve que la copie vient du site dont vous donnez l'adresse et n'a pas changé depuis, pas que son contenu est exact.",
    "Qui reçoit une copie donne l'adresse qu'il connaît de ce site : ni celle que la copie nomme, ni un fichier de clés reçu avec elle ne prouvent rien.",
    "Un fichier extrait puis modifié ne se contrôle plus : vérifiez la copie entière.",
  ],
  alarmWhat: "Ne vous fiez pas à cette copie, gardez-la, et demandez-en une nouvelle.",
} as const);
