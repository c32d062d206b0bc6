import { expect, it } from "vitest";
import { byDay } from "./days";

it("groups by the day in Paris, in the order given", () => {
  const entries = [{ at: "2026-05-29T08:00:00Z" }, { at: "2026-05-28T22:30:00Z" }, { at: "2026-05-28T10:00:00Z" }];
  expect(byDay(entries)).toEqual([
    { day: "2026-05-29", entries: entries.slice(0, 2) },
    { day: "2026-05-28", entries: entries.slice(2) },
  ]);
  expect(byDay([])).toEqual([]);
});
