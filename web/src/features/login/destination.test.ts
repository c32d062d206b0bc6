import { describe, expect, it } from "vitest";
import { destinationOf } from "./destination";

const first = { role: "patient", first_login: true } as const;
const later = { role: "patient", first_login: false } as const;

describe("after the login", () => {
  it("the first connection ever begins with a welcome, and what was asked for comes after", () => {
    expect(destinationOf(first, {})).toEqual({ to: "/bienvenue", state: {} });
    expect(destinationOf(first, { from: "/documents" })).toEqual({ to: "/bienvenue", state: { from: "/documents" } });
  });

  it("a parent who came to add children adds them first", () => {
    expect(destinationOf(first, { from: "/profils/ajouter" })).toEqual({ to: "/profils/ajouter" });
  });

  it("later connections lead where one wanted to go, or home", () => {
    expect(destinationOf(later, { from: "/documents" })).toEqual({ to: "/documents" });
    expect(destinationOf(later, {})).toEqual({ to: "/accueil" });
    expect(destinationOf({ role: "professional", first_login: true }, {})).toEqual({ to: "/pro/recherche" });
  });
});
