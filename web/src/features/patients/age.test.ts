import { expect, it } from "vitest";
import { ageOn } from "./age";

it("counts whole years, the birthday included", () => {
  expect(ageOn("1984-05-28", new Date(2026, 4, 27))).toBe(41);
  expect(ageOn("1984-05-28", new Date(2026, 4, 28))).toBe(42);
});

it("waits for the first of March when there is no 29 February", () => {
  expect(ageOn("2008-02-29", new Date(2026, 1, 28))).toBe(17);
  expect(ageOn("2008-02-29", new Date(2026, 2, 1))).toBe(18);
});
