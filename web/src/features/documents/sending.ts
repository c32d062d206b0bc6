/** The states of one file on its way, apart from any screen. */

import { ABORTED, type Problem } from "../../api/problem";
import { isStoredAlready } from "../../api/upload";

export type Sending =
  | { state: "draft"; problem?: Problem; cancelled?: boolean }
  | { state: "sending" }
  /** `earlier`: by a try before this one, with what was said of it then. */
  | { state: "saved"; earlier: boolean };

export const DRAFT: Sending = { state: "draft" };

export function afterFailure(problem: Problem): Sending {
  if (isStoredAlready(problem)) return { state: "saved", earlier: true };
  return problem.code === ABORTED ? { state: "draft", cancelled: true } : { state: "draft", problem };
}
