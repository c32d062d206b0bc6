import { describe, expect, it } from "vitest";
import { inWords, isoOf, typedOf } from "./partialDate";

describe("dates as people remember them", () => {
  it.each([["2019", "2019"], ["3/2019", "2019-03"], [" 25/03/2019 ", "2019-03-25"], ["1.2.1960", "1960-02-01"], ["29/02/2024", "2024-02-29"]])("takes %s", (typed, iso) => {
    expect(isoOf(typed)).toBe(iso);
    expect(isoOf(typedOf(iso))).toBe(iso);
  });
  it.each(["", "hier", "19", "13/2019", "30/02/2019", "29/02/2023", "1850", "2019-03"])("refuses %s", (typed) => {
    expect(isoOf(typed)).toBeNull();
  });
  it("says them in words", () => {
    expect(["2019", "2019-03", "2019-03-25", "2019-08-01"].map(inWords)).toEqual(["2019", "mars 2019", "25 mars 2019", "1er août 2019"]);
  });
});
