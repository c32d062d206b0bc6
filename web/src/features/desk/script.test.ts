import { describe, expect, it } from "vitest";
import { answersOf, BLANK, faults, type Notes } from "./script";

const INAYA: Notes = { ...BLANK, familyName: "Martin ", givenName: "Inaya", birth: { day: "12", month: "05", year: "1984" }, sex: "F" };

describe("the script of the desk", () => {
  it("asks for two of three by telephone", () => {
    expect(faults({ ...INAYA, code: "7KQ-2MD-X9T" })).toHaveProperty("matriculeEnd");
    expect(faults({ ...INAYA, code: "7KQ-2MD-X9T", matriculeEnd: "025 32" })).toEqual({});
  });

  it("sends what was asked and nothing else", () => {
    expect(answersOf({ ...INAYA, code: "7KQ-2MD-X9T", matriculeEnd: "025 32", matricule: "left over" })).toEqual({
      channel: "phone", family_name: "Martin", given_name: "Inaya", birth_date: "1984-05-12", sex: "F", matricule_end: "02532", provisional_code: "7KQ-2MD-X9T",
    });
  });

  it("asks for the whole number and a reference by letter", () => {
    const letter: Notes = { ...INAYA, way: "letter", matricule: "2 84 05 88 321 025 32" };
    expect(Object.keys(faults(letter))).toEqual(["reference"]);
    expect(answersOf({ ...letter, reference: "CPAM94-118" })).toMatchObject({ channel: "letter", matricule: "284058832102532", reference: "CPAM94-118" });
  });
});
