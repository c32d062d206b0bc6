import { useEffect, useState } from "react";
import { ABORTED, asProblem, type Problem } from "../../api/problem";
import { type Export, showExport } from "./api/exports";

const POLL_MS = 1500;
const POLL_LATER_MS = 5000;

/** The last copy asked for, looked at again while it is being prepared; undefined until the first answer, null when there is none. */
export function useExport(record: string) {
  const [current, setCurrent] = useState<Export | null>();
  const [problem, setProblem] = useState<Problem>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      try {
        const answer = await showExport(record, controller.signal);
        setCurrent(answer);
        setProblem(undefined);
        if (answer?.state === "preparing") timer = setTimeout(() => void ask(), POLL_MS);
      } catch (thrown) {
        const failure = asProblem(thrown);
        if (failure.code === ABORTED) return;
        setProblem(failure);
        // It goes on being prepared without being watched.
        if (failure.passing) timer = setTimeout(() => void ask(), POLL_LATER_MS);
      }
    };
    void ask();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [record, round]);
  const watch = (answer: Export) => {
    setCurrent(answer);
    setRound((number) => number + 1);
  };
  return { current, problem, watch, reload: () => setRound((number) => number + 1) };
}
