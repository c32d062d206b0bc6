import { describe, expect, it } from "vitest";
import { addressOf, profileOf } from "./profile";

const LOLA = "rec_7Qm2xV9aKp4LsT8wYb3Nd1";

describe("the profile in the address", () => {
  it("is a child's below its own prefix, on whatever page", () => {
    for (const page of ["/accueil", "/documents/doc_1", ""]) expect(profileOf(addressOf(LOLA, page))).toBe(LOLA);
  });
  it("is one's own anywhere else", () => {
    for (const path of ["/accueil", "/profils/ajouter", "/profils", `/profils/${LOLA}x/accueil`, `/pro/profils/${LOLA}`]) expect(profileOf(path)).toBeNull();
  });
  it("leaves one's own pages where they are", () => {
    expect(addressOf(null, "/documents")).toBe("/documents");
  });
});
