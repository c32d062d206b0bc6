import { describe, expect, it } from "vitest";
import { EVERYTHING, monthsBefore, narrows, searchOf } from "./search";

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

  it("counts months back to days that exist", () => {
    expect(monthsBefore("2026-05-31", 1)).toBe("2026-04-30");
    expect(monthsBefore("2026-01-15", 12)).toBe("2025-01-15");
    expect(monthsBefore("2024-02-29", 60)).toBe("2019-02-28");
  });
});
