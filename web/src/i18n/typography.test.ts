import { expect, it } from "vitest";
import { french } from "./typography";

it("keeps signs and units with their word, deep in a table of texts", () => {
  const texts = french({ q: "Où trouver ?", list: ["« ici »"], of: (n: number) => `Reste : ${n} Mo`, count: 3 } as const);
  expect(texts.q).toBe("Où trouver\u00a0?");
  expect(texts.list[0]).toBe("«\u00a0ici\u00a0»");
  expect(texts.of(5)).toBe("Reste\u00a0: 5\u00a0Mo");
  expect(texts.count).toBe(3);
});
