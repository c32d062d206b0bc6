import { describe, expect, it } from "vitest";
import { dayKey, fileSize, longDate, mobileNumber, numericDate, plural, share, shortDate, time } from "./format";

const now = new Date("2026-06-01T10:00:00Z");

describe("numbers to call", () => {
  it("says a French mobile in pairs and leaves the others alone", () => {
    expect(mobileNumber("+33639980042")).toBe("06\u00a039\u00a098\u00a000\u00a042");
    expect(mobileNumber("+4915112345678")).toBe("+4915112345678");
  });
});

describe("shares", () => {
  it("keep one decimal at most", () => {
    expect(share(21, 1000).replace(/\s/g, " ")).toBe("2,1 %");
    expect(share(1, 2).replace(/\s/g, " ")).toBe("50 %");
  });
});

describe("dates", () => {
  it("leaves out the current year and says the others", () => {
    expect(shortDate("2026-05-28", now)).toBe("28 mai");
    expect(shortDate("2024-02-15", now)).toBe("15 févr. 2024");
  });

  it("keeps a calendar day as it is and puts an instant in Paris", () => {
    expect(numericDate("2020-12-09")).toBe("09/12/2020");
    expect(dayKey("2026-05-28T22:30:00Z")).toBe("2026-05-29");
    expect(time("2026-05-28T12:05:00Z")).toBe("14\u00a0h\u00a005");
    expect(longDate("2026-05-28")).toBe("jeudi 28 mai 2026");
  });
});

describe("sizes and counts", () => {
  it("speaks of octets, Ko and Mo", () => {
    expect(fileSize(512)).toBe("512\u00a0octets");
    expect(fileSize(310 * 1024)).toBe("310\u00a0Ko");
    expect(fileSize(2.4 * 1024 * 1024)).toBe("2,4\u00a0Mo");
    expect(fileSize(5 * 1024 * 1024)).toBe("5\u00a0Mo");
  });

  it("counts zero as singular", () => {
    expect(plural(0, "document", "documents")).toBe("0 document");
    expect(plural(2, "document", "documents")).toBe("2 documents");
  });
});
