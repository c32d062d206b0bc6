import { number } from "./format";
import { french } from "./typography";

export const figures = french({
  title: "Documents déposés",
  lead: "Les documents déposés dans le mois et toujours conservés, sans identifier personne.",
  month: "Mois",
  total: "Ensemble",
  depositors: "Par origine du dépôt",
  types: "Par type de document",
  depositor: "Origine",
  type: "Type",
  count: "Documents",
  told: (count: number | null) => (count === null ? "moins de 11, ou non communiqué" : number(count)),
  none: "Aucun document ce mois-ci",
  noneWhat: "Choisissez un autre mois.",
  small: "Les nombres inférieurs à 11 ne sont pas communiqués, ni ceux qui permettraient de les retrouver.",
} as const);
