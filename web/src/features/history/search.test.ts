import { expect, it } from "vitest";
import { EVERYTHING, lastMonths, narrows, nameOfMonth, searchOf } from "./search";

const NOW = new Date("2026-11-22T23:30:00Z");

it("asks for nothing when no field says anything", () => {
  expect(searchOf(EVERYTHING, NOW)).toEqual({});
  expect(narrows(EVERYTHING)).toBe(false);
  expect(narrows({ ...EVERYTHING, actor: "pro_1" })).toBe(true);
});

it("counts days back from the day it is in Paris, that day included", () => {
  expect(searchOf({ ...EVERYTHING, period: "1" }, NOW)).toEqual({ from: "2026-11-23" });
  expect(searchOf({ ...EVERYTHING, period: "7", action: "documents-listed" }, NOW)).toEqual({ from: "2026-11-17", action: "documents-listed" });
});

it("takes a month from its first day to its last", () => {
  expect(searchOf({ ...EVERYTHING, period: "2028-02" }, NOW)).toEqual({ from: "2028-02-01", to: "2028-02-29" });
  expect(nameOfMonth("2028-02")).toBe("février 2028");
});

it("shows months without acts between those with some", () => {
  const known = [{ month: "2026-09", acts: 2 }, { month: "2026-11", acts: 5 }];
  expect(lastMonths(known, 3)).toEqual([{ month: "2026-09", acts: 2 }, { month: "2026-10", acts: 0 }, { month: "2026-11", acts: 5 }]);
  expect(lastMonths([], 3)).toEqual([]);
});
