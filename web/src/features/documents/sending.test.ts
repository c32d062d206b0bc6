import { describe, expect, it } from "vitest";
import { ABORTED, NETWORK, Problem } from "../../api/problem";
import { afterFailure } from "./sending";

const problem = (status: number, code = "x.y") => new Problem({ status, code });

describe("a file on its way", () => {
  it("is a draft again after a cancellation, without a fault", () => {
    expect(afterFailure(problem(0, ABORTED))).toEqual({ state: "draft", cancelled: true });
  });

  it("is a draft with what went wrong, to be tried again", () => {
    const cut = problem(0, NETWORK);
    expect(afterFailure(cut)).toEqual({ state: "draft", problem: cut });
  });

  it("is saved when its key says that an earlier try had arrived, changed though it may be since", () => {
    expect(afterFailure(problem(422, "documents.idempotency-key-reused"))).toEqual({ state: "saved", earlier: true });
  });
});
