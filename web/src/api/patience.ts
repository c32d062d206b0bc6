/** For what nobody asked for by a click: it is asked for again by itself, and given up without a word. */

import { ABORTED, asProblem, type Problem } from "./problem";

const TRIES = 5;
const FIRST_PAUSE_SECONDS = 1;

/** Does the work again, after the pause that the server asks for, as long as its failure may pass; throws the last Problem. */
export async function patiently<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let done = 1; ; done += 1) {
    try {
      return await work();
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (done === TRIES || !problem.passing || problem.code === ABORTED) throw problem;
      await pause(secondsUntilNext(problem, done), signal);
    }
  }
}

/** What the server asks for, or twice as long each time; a little more by chance, so that many who wait do not come back together. */
function secondsUntilNext(problem: Problem, done: number): number {
  const asked = problem.retryAfterSeconds ?? FIRST_PAUSE_SECONDS * 2 ** (done - 1);
  return asked * (1 + Math.random() / 4);
}

function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, seconds * 1000);
    const stop = () => {
      clearTimeout(end);
      reject(asProblem(signal.reason));
    };
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
