import { useState } from "react";
import { asProblem, type Problem } from "../api/problem";

export interface Act {
  run: () => void;
  isPending: boolean;
  problem: Problem | undefined;
}

/** One act behind one button: done once at a time; what went wrong is kept to be shown. */
export function useAct(act: () => Promise<void>): Act {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const run = async () => {
    setProblem(undefined);
    setPending(true);
    try {
      await act();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setPending(false);
    }
  };
  return { isPending, problem, run: () => void (!isPending && run()) };
}
