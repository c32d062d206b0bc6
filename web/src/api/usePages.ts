import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { ABORTED, asProblem, type Problem } from "./problem";
import { onSessionRevived } from "./revival";

interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Pages<T> {
  /** loading: nothing yet; ready: at least one page; failed: not even the first. */
  state: "loading" | "ready" | "failed";
  items: T[];
  problem?: Problem;
  more: boolean;
  loadingMore: boolean;
  /** The next page did not come; those already here stay. */
  problemOfMore?: Problem;
  loadMore: () => void;
  reload: () => void;
  change: (edit: (items: T[]) => T[]) => void;
}

interface Kept<T> {
  state: Pages<T>["state"];
  items: T[];
  next: string | null;
  loadingMore: boolean;
  problem?: Problem;
  problemOfMore?: Problem;
}

const FIRST = { state: "loading", items: [], next: null, loadingMore: false } as const;

/** A list that comes by cursor pages. */
export function usePages<T>(key: string, load: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>): Pages<T> {
  const [kept, setKept] = useState<Kept<T>>({ ...FIRST, items: [] });
  const [round, setRound] = useState(0);
  const run = useEffectEvent(load);
  const signalOfRound = useRef<AbortSignal | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);

  useEffect(() => {
    const controller = new AbortController();
    signalOfRound.current = controller.signal;
    run(undefined, controller.signal).then(
      (page) => !controller.signal.aborted && setKept({ state: "ready", items: page.items, next: page.next, loadingMore: false }),
      (thrown: unknown) => {
        const problem = asProblem(thrown);
        if (!controller.signal.aborted && problem.code !== ABORTED) setKept({ ...FIRST, items: [], state: "failed", problem });
      },
    );
    return () => controller.abort();
  }, [key, round]);

  useEffect(() => {
    const signal = signalOfRound.current;
    if (cursor === null || signal === null) return;
    run(cursor, signal).then(
      (page) => !signal.aborted && setKept((before) => ({ ...before, items: [...before.items, ...page.items], next: page.next, loadingMore: false })),
      (thrown: unknown) => !signal.aborted && setKept((before) => ({ ...before, loadingMore: false, problemOfMore: asProblem(thrown) })),
    ).finally(() => setCursor(null));
  }, [cursor]);

  const loadMore = useCallback(() => {
    if (kept.next === null || kept.loadingMore) return;
    setKept((before) => ({ ...before, loadingMore: true, problemOfMore: undefined }));
    setCursor(kept.next);
  }, [kept.next, kept.loadingMore]);
  const reload = useCallback(() => {
    setKept((before) => (before.state === "failed" ? { ...FIRST, items: [] } : before));
    setRound((number) => number + 1);
  }, []);
  const lost = kept.problem?.status === 401;
  useEffect(() => (lost ? onSessionRevived(reload) : undefined), [lost, reload]);
  const change = useCallback((edit: (items: T[]) => T[]) => setKept((before) => ({ ...before, items: edit(before.items) })), []);

  return { ...kept, more: kept.next !== null, loadMore, reload, change };
}
