import { expect, it } from "vitest";
import { matches } from "./search";

it("finds words in any order, with or without accents", () => {
  expect(matches("Compte rendu d'échographie", "echo compte")).toBe(true);
  expect(matches("Compte rendu d’échographie", "d'echographie")).toBe(true);
  expect(matches("Ordonnance", "radio")).toBe(false);
  expect(matches("Ordonnance", "  ")).toBe(true);
});

it("finds what official labels abbreviate", () => {
  expect(matches("CR d'imagerie médicale", "compte rendu imagerie")).toBe(true);
  expect(matches("CR d'imagerie médicale", "cr imagerie")).toBe(true);
});
