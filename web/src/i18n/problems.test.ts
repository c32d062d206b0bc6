import { describe, expect, it } from "vitest";
import { Problem, problemFromAnswer } from "../api/problem";
import { messageFor } from "./problems";

const noHeader = () => null;

describe("what is told of a problem", () => {
  it("is ours, by code, and never the server's text", () => {
    const problem = problemFromAnswer(413, { code: "documents.too-large", title: "Server text", detail: "Server text" }, noHeader);
    expect(messageFor(problem).title).toBe("Ce fichier est trop lourd");
    expect(JSON.stringify(messageFor(problem))).not.toContain("Server text");
  });

  it("falls back on the status, then on an apology", () => {
    expect(messageFor(new Problem({ status: 404, code: "later.unknown" })).title).toBe("Introuvable");
    expect(messageFor(new Problem({ status: 418, code: "http.418" })).title).toBe("Quelque chose n'a pas fonctionné");
  });

  it("says how long to wait when the server did", () => {
    const after = (seconds: string) => problemFromAnswer(429, { code: "identity.too-many-tries" }, (name) => (name === "Retry-After" ? seconds : null));
    expect(messageFor(after("45")).what).toContain("45\u00a0secondes");
    expect(messageFor(after("130")).what).toContain("3\u00a0minutes");
  });
});

describe("reading an answer", () => {
  it("keeps the faulty fields and drops what is malformed", () => {
    const errors = [{ field: "identifier", message: "x", code: "taken" }, { nothing: true }, "x"];
    expect(problemFromAnswer(422, { code: "identity.invalid-request", errors }, noHeader).errors).toEqual([errors[0]]);
  });

  it("survives a proxy's page", () => {
    const problem = problemFromAnswer(502, "<html>", noHeader);
    expect([problem.code, problem.passing]).toEqual(["http.502", true]);
  });
});
