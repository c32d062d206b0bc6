import { french } from "./typography";

export const figures = french({
  title: "Documents déposés",
  lead: "Les documents déposés dans le mois et toujours conservés, sans identifier personne.",
  month: "Mois",
  total: "Ensemble",
  depositors: "Par origine du dépôt",
  types: "Par type de document",
  depositorsTable: "Documents déposés, par origine",
  typesTable: "Documents déposés, par type",
  depositor: "Origine",
  type: "Type",
  count: "Documents",
  untold: "moins de 11, ou non communiqué",
  others: (labels: readonly string[]) => `Moins de 11 documents, ou nombre non communiqué : ${labels.join(" ; ")}.`,
  none: "Aucun document ce mois-ci",
  noneWhat: "Choisissez un autre mois.",
  small: "Les nombres inférieurs à 11 ne sont pas communiqués, ni ceux qui permettraient de les retrouver.",
} as const);
