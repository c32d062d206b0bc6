/** The states of one file on its way, apart from any screen. */

import { ABORTED, type Problem } from "../../api/problem";

export type Sending =
  | { state: "draft"; problem?: Problem; cancelled?: boolean }
  | { state: "sending"; share: number }
  | { state: "saved" };

export const DRAFT: Sending = { state: "draft" };

export function afterFailure(problem: Problem): Sending {
  return problem.code === ABORTED ? { state: "draft", cancelled: true } : { state: "draft", problem };
}

/** Whether the next try is the same intention: only a refusal proves that nothing was stored. */
export function keepsItsKey(problem: Problem): boolean {
  return problem.status === 0 || problem.status === 408 || problem.status === 429 || problem.status >= 500;
}
