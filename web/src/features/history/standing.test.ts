import { expect, it } from "vitest";
import { pastReasons } from "../../i18n/pastReasons";
import type { Entry } from "./api/history";
import { standing } from "./standing";

type Ground = NonNullable<Entry["ground"]>;

// The compiler holds this to the contract: each ground, and no other.
const said: Record<Ground, string> = {
  care: "prise en charge",
  author: "ses propres dépôts",
  administrator: "document masqué, ouvert à l'administrateur",
  emergency: "risque immédiat pour la santé",
  samu: "appel régulé par le Samu-Centre 15",
  "patient-request": "à la demande de la personne",
};

it.each(Object.entries(said) as [Ground, string][])("says in French that somebody acted on the ground %s", (ground, words) => {
  expect(standing({ capacity: "depositor", ground })).toBe(`En qualité de déposant · Motif\u00a0: ${words}`);
});

it("says the capacity alone of an act without a ground", () => {
  expect(standing({ capacity: "representative", ground: null })).toBe("En qualité de représentant légal");
});

it("explains that a professional attested the person's request", () => {
  expect(pastReasons.because("document-hidden", "administrator", "patient-request")).toMatch(/administrateur.*attesté que vous le lui aviez demandé/);
});
