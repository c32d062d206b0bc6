import { expect, it } from "vitest";
import { dateParts, isoDate } from "./DateField";

it("knows real days, however they are typed", () => {
  expect(isoDate({ day: "1", month: "3", year: "1984" })).toBe("1984-03-01");
  expect(isoDate({ day: "29", month: "02", year: "2024" })).toBe("2024-02-29");
  expect(isoDate(dateParts("2026-05-28"))).toBe("2026-05-28");
});

it("refuses days that do not exist and years cut short", () => {
  expect(isoDate({ day: "29", month: "02", year: "2025" })).toBeNull();
  expect(isoDate({ day: "31", month: "04", year: "2026" })).toBeNull();
  expect(isoDate({ day: "01", month: "01", year: "84" })).toBeNull();
  expect(isoDate({ day: "", month: "01", year: "1984" })).toBeNull();
});
