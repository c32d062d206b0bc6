import { useEffect, useState } from "react";
import { ABORTED, asProblem, type Problem } from "../../api/problem";
import { type Import, showImport } from "./api/imports";

const POLL_MS = 1000;
const POLL_LATER_MS = 3000;

/** The import as it is now: asked for again while it runs, and for a while after `watch` grows (an operator asked for more). */
export function useImport(id: string, watch: number) {
  const [current, setCurrent] = useState<Import>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let invitedBefore = -1;
    const ask = async () => {
      try {
        const answer = await showImport(id, undefined, controller.signal);
        setCurrent(answer);
        setProblem(undefined);
        const deciding = answer.withdrawals?.state === "confirming" || answer.withdrawals?.state === "dropping";
        const moving = answer.state === "waiting" || answer.state === "running" || deciding || (watch > 0 && answer.invited !== invitedBefore);
        invitedBefore = answer.invited;
        if (moving) timer = setTimeout(() => void ask(), answer.state === "done" ? POLL_LATER_MS : POLL_MS);
      } catch (thrown) {
        const failure = asProblem(thrown);
        if (failure.code === ABORTED) return;
        setProblem(failure);
        // The import goes on without being watched: look again as long as that may help.
        if (failure.passing) timer = setTimeout(() => void ask(), POLL_LATER_MS);
      }
    };
    void ask();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [id, watch]);
  return { current, problem };
}
