import { describe, expect, it } from "vitest";
import { Problem } from "../../api/problem";
import { extensionsOf, fileNameOf, isOfTheFile, refusalOf, titleOf } from "./limits";

const limits = {
  max_bytes: 5 * 1024 * 1024,
  formats: [
    { label: "PDF", extensions: ["pdf"], stored_as: "PDF" },
    { label: "JPG", extensions: [".jpg", ".JPEG"], stored_as: "JPG" },
  ],
};

describe("what is refused before sending", () => {
  it("takes a file of exactly the limit and refuses one byte more", () => {
    expect(refusalOf({ name: "a.pdf", size: limits.max_bytes }, limits)).toBeNull();
    expect(refusalOf({ name: "a.pdf", size: limits.max_bytes + 1 }, limits)?.code).toBe("documents.too-large");
  });

  it("refuses an empty file and an unknown extension", () => {
    expect(refusalOf({ name: "a.pdf", size: 0 }, limits)?.code).toBe("documents.file-empty");
    expect(refusalOf({ name: "a.docx", size: 10 }, limits)?.code).toBe("documents.format-refused");
    expect(refusalOf({ name: "sans-extension", size: 10 }, limits)?.code).toBe("documents.format-refused");
  });

  it("does not mind capitals nor dots", () => {
    expect(extensionsOf(limits)).toEqual([".pdf", ".jpg", ".jpeg"]);
    expect(refusalOf({ name: "RADIO.JPG", size: 10 }, limits)).toBeNull();
  });
});

describe("names", () => {
  it("makes a title of a file name", () => {
    expect(titleOf("compte_rendu  2026.pdf")).toBe("compte rendu 2026");
  });

  it("makes a safe file name of a title", () => {
    expect(fileNameOf("Bilan 12/05 : \u202Esuite", "PDF")).toBe("Bilan 12 05 suite.pdf");
    expect(fileNameOf("...", "JPG")).toBe("document.jpg");
  });
});

it("a file that is refused for itself is not offered to be sent again", () => {
  const problem = (code: string) => new Problem({ status: 422, code });
  expect(isOfTheFile(problem("documents.active-content"))).toBe(true);
  expect(isOfTheFile(problem("documents.invalid-request"))).toBe(false);
  expect(isOfTheFile(problem("documents.scan-unavailable"))).toBe(false);
});
