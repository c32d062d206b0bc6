import { expect, it } from "vitest";
import { confidentiality } from "./confidentiality";
import { documents } from "./documents";
import { messaging } from "./messaging";

it("promises nowhere that a hidden document is kept from the administrator, who reads it (DOC-23, C-10)", () => {
  const { who, deposit } = documents;
  const promises = [documents.hideWhat, documents.hideMineWhat, who.nobodyWhat, deposit.nobody, deposit.nobodyWhat, messaging.filing.nobody, messaging.filing.nobodyWhat];
  for (const promise of promises) expect(promise).toContain("administrateur");
  expect(JSON.stringify([documents, messaging, confidentiality])).not.toMatch(/moi seul|vous seul pourrez/i);
});
