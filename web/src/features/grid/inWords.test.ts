import { expect, test } from "vitest";
import { gridWords } from "../../i18n/gridWords";
import { sharesOf } from "./inWords";

const rows = [
  { type: "a", class: "10", label: "Compte rendu A", allowed: ["INFIRMIER"] },
  { type: "b", class: "10", label: "Compte rendu B", allowed: [] },
  { type: "c", class: "42", label: "Ordonnance", allowed: ["INFIRMIER"] },
  { type: "d", class: "52", label: "Certificat", allowed: [] },
];

test("GRD-03 a profession is told what it may see of each kind of documents, and what not", () => {
  const { all, some, none } = sharesOf("INFIRMIER", rows);
  expect([all, some, none].map((shares) => shares.map(({ kind }) => kind))).toEqual([["42"], ["10"], ["52"]]);
  const told = gridWords.sentences({ id: "INFIRMIER", label: "Infirmiers" }, all, some, none).join(" ").replaceAll("\u00a0", " ");
  expect(told).toBe("Un infirmier peut voir toutes les ordonnances. Il peut voir une partie des comptes rendus (1 type sur 2). Il ne peut pas voir les certificats et déclarations.");
});

test("a profession that the page does not know is named by its group", () => {
  const { all, some, none } = sharesOf("X", rows);
  expect(gridWords.sentences({ id: "X", label: "Métiers nouveaux" }, all, some, none)).toHaveLength(1);
});
