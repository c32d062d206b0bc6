import { describe, expect, it } from "vitest";
import { ABORTED, NETWORK, Problem } from "../../api/problem";
import { afterFailure, keepsItsKey } from "./sending";

const problem = (status: number, code = "x.y") => new Problem({ status, code });

describe("a file on its way", () => {
  it("keeps its idempotency key while nobody knows whether it arrived", () => {
    expect(keepsItsKey(problem(0, NETWORK))).toBe(true);
    expect(keepsItsKey(problem(503))).toBe(true);
    expect(keepsItsKey(problem(0, ABORTED))).toBe(true);
  });

  it("takes a new key after a refusal", () => {
    expect(keepsItsKey(problem(422))).toBe(false);
    expect(keepsItsKey(problem(413))).toBe(false);
  });

  it("is a draft again after a cancellation, without a fault", () => {
    expect(afterFailure(problem(0, ABORTED))).toEqual({ state: "draft", cancelled: true });
  });
});
