/** Runs at most two at once, in the order of asking; what is no longer wanted when its turn comes is not run. */

const AT_ONCE = 2;
const waiting: (() => void)[] = [];
let running = 0;

export async function inTurn<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  else running += 1;
  try {
    signal.throwIfAborted();
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
