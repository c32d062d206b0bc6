import { describe, expect, it } from "vitest";
import { EVERYTHING, faultOf, FREE, monthsBefore, narrows, periodOf, searchOf } from "./search";

describe("what is looked for", () => {
  it("asks for counts with the first page only", () => {
    expect(searchOf(EVERYTHING, undefined, "2026-05-31")).toEqual({ order: "deposited_at", limit: 50, counts: true });
    expect(searchOf(EVERYTHING, "abc", "2026-05-31")).toEqual({ order: "deposited_at", limit: 50, cursor: "abc" });
  });

  it("says nothing of fields left empty, nor of spaces", () => {
    expect(narrows({ ...EVERYTHING, words: "  ", order: "document_date" })).toBe(false);
    expect(searchOf({ ...EVERYTHING, words: " genou ", months: "1", section: "BIOLOGIE" }, undefined, "2026-05-31")).toEqual({
      order: "deposited_at", limit: 50, words: "genou", since: "2026-04-30", section: "BIOLOGIE", counts: true,
    });
  });

  it("names a type and free dates, each side for itself", () => {
    const from = { day: "1", month: "3", year: "2026" }, to = { day: "31", month: "5", year: "2026" };
    const free = { ...EVERYTHING, months: FREE, from };
    expect(searchOf({ ...free, type: "11488-4", to }, undefined, "2026-06-01")).toMatchObject({ type: "11488-4", since: "2026-03-01", until: "2026-05-31" });
    expect(periodOf({ ...free, to: { day: "31", month: "", year: "" } }, "2026-06-01")).toEqual({ since: "2026-03-01" });
    expect(periodOf({ ...EVERYTHING, from, to }, "2026-06-01")).toEqual({});
    expect(faultOf("to", { from: to, to: from })).toBe("before");
    expect(faultOf("from", { from: { day: "31", month: "2", year: "2026" }, to })).toBe("unreal");
    expect(faultOf("from", { from: { day: "31", month: "", year: "20" }, to })).toBeNull();
  });

  it("counts months back to days that exist", () => {
    expect(monthsBefore("2026-05-31", 1)).toBe("2026-04-30");
    expect(monthsBefore("2026-01-15", 12)).toBe("2025-01-15");
    expect(monthsBefore("2024-02-29", 60)).toBe("2019-02-28");
  });
});
