import { expect, it } from "vitest";
import { volumeOf } from "./volume";

it("reads a daily volume as people type it, and nothing that is none", () => {
  expect(volumeOf("250\u00a0000")).toBe(250_000);
  for (const typed of ["", "0", "-3", "1,5", "12345678"]) expect(volumeOf(typed)).toBeNull();
});
