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
  /** The next page did not come, or a refresh failed; what is already here stays. */
  problemOfMore?: Problem;
  loadMore: () => void;
  reload: () => void;
  change: (edit: (items: T[]) => T[]) => void;
}

interface Kept<T> {
  /** The list that this is of. */
  of: string;
  state: Pages<T>["state"];
  items: T[];
  next: string | null;
  loadingMore: boolean;
  problem?: Problem;
  problemOfMore?: Problem;
  /** A refresh failed: what is shown was true a moment ago. */
  stale?: boolean;
}

const FIRST = { state: "loading", items: [], next: null, loadingMore: false } as const;

/** A list that comes by cursor pages. A refresh brings as many pages as are shown; they stay when it fails, unless it is refused. */
export function usePages<T>(key: string, load: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>): Pages<T> {
  const [kept, setKept] = useState<Kept<T>>({ ...FIRST, items: [], of: key });
  const [round, setRound] = useState(0);
  const run = useEffectEvent(load);
  const signalOfRound = useRef<AbortSignal | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const shown = useRef({ of: key, pages: 1 });

  useEffect(() => {
    const controller = new AbortController();
    signalOfRound.current = controller.signal;
    if (shown.current.of !== key) shown.current = { of: key, pages: 1 };
    const { pages } = shown.current;
    const again = async () => {
      let page = await run(undefined, controller.signal);
      for (let read = 1; read < pages && page.next !== null; read++) {
        const following = await run(page.next, controller.signal);
        page = { ...following, items: [...page.items, ...following.items] };
      }
      return page;
    };
    again().then(
      (page) => !controller.signal.aborted && setKept({ of: key, state: "ready", items: page.items, next: page.next, loadingMore: false }),
      (thrown: unknown) => {
        const problem = asProblem(thrown);
        if (controller.signal.aborted || problem.code === ABORTED) return;
        setKept((before) =>
          before.of === key && before.state === "ready" && (problem.passing || problem.status === 401)
            ? { ...before, problemOfMore: problem, stale: true }
            : { ...FIRST, items: [], of: key, state: "failed", problem },
        );
      },
    );
    return () => controller.abort();
  }, [key, round]);

  useEffect(() => {
    const signal = signalOfRound.current;
    if (cursor === null || signal === null) return;
    run(cursor, signal).then(
      (page) => {
        if (signal.aborted) return;
        shown.current.pages += 1;
        setKept((before) => ({ ...before, items: [...before.items, ...page.items], next: page.next, loadingMore: false }));
      },
      (thrown: unknown) => !signal.aborted && setKept((before) => ({ ...before, loadingMore: false, problemOfMore: asProblem(thrown) })),
    ).finally(() => setCursor(null));
  }, [cursor]);

  const loadMore = useCallback(() => {
    if (kept.next === null || kept.loadingMore) return;
    setKept((before) => ({ ...before, loadingMore: true, problemOfMore: undefined }));
    setCursor(kept.next);
  }, [kept.next, kept.loadingMore]);
  const reload = useCallback(() => {
    setKept((before) => (before.state === "failed" ? { ...FIRST, items: [], of: before.of } : { ...before, problemOfMore: undefined }));
    setRound((number) => number + 1);
  }, []);
  const lost = (kept.problem ?? kept.problemOfMore)?.status === 401;
  useEffect(() => (lost ? onSessionRevived(reload) : undefined), [lost, reload]);
  const change = useCallback((edit: (items: T[]) => T[]) => setKept((before) => ({ ...before, items: edit(before.items) })), []);

  return { ...kept, more: kept.next !== null, loadMore: kept.stale ? reload : loadMore, reload, change };
}
