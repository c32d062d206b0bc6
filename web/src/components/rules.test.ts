import { describe, expect, it } from "vitest";
import { isCode, isNir, isSerial, MOBILE, passwordRules, withoutSpaces } from "./rules";

describe("what people paste", () => {
  it("accepts a social-security number with spaces, and Corsica", () => {
    expect(isNir("2 84 05 88 321 025 32")).toBe(true);
    expect(isNir("284052A32102552")).toBe(true);
    expect(isNir("2 84 05 88 321 025")).toBe(false);
  });

  it("accepts the last eleven digits of the serial or the whole line", () => {
    expect(isSerial("12345 67890 1")).toBe(true);
    expect(isSerial("802500000212345678901")).toBe(true);
    expect(isSerial("1234")).toBe(false);
  });

  it("takes out no-break spaces too", () => {
    expect(withoutSpaces("2\u00a084\u202f05.88")).toBe("2840588");
  });

  it("accepts a code as it is printed", () => {
    expect(isCode(" abcd-EFGH 23 ")).toBe(true);
    expect(isCode("é!")).toBe(false);
  });

  it("knows a French mobile", () => {
    expect(MOBILE.test("06 12 34 56 78")).toBe(true);
    expect(MOBILE.test("+33612345678")).toBe(true);
    expect(MOBILE.test("01 12 34 56 78")).toBe(false);
  });
});

describe("the password rules", () => {
  it("are all met by a good one, accents included", () => {
    expect(Object.values(passwordRules("Été-en-Bretagne-7", "inaya.m84")).every(Boolean)).toBe(true);
  });

  it("say which is not", () => {
    expect(passwordRules("inaya.m84", "inaya.m84")).toEqual({ length: true, upper: false, lower: true, digit: true, special: true, noIdentifier: false });
    expect(passwordRules("", "")).toMatchObject({ noIdentifier: false });
  });
});
