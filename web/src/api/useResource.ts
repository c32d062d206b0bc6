import { useCallback, useEffect, useEffectEvent, useState } from "react";
import { ABORTED, asProblem, type Problem } from "./problem";
import { onSessionRevived } from "./revival";

export type Resource<T> =
  | { state: "loading"; data?: undefined; problem?: undefined }
  | { state: "ready"; data: T; problem?: undefined }
  | { state: "failed"; data?: undefined; problem: Problem };

export type LoadedResource<T> = Resource<T> & {
  reload: () => void;
  /** Puts in a newer value, answered by a change. */
  replace: (data: T) => void;
};

/** Loads when `key` changes or on `reload`; a late answer to an earlier key is dropped. */
export function useResource<T>(key: string, load: (signal: AbortSignal) => Promise<T>): LoadedResource<T> {
  const [round, setRound] = useState(0);
  const [kept, setKept] = useState<{ key: string; resource: Resource<T> }>({ key, resource: { state: "loading" } });
  const run = useEffectEvent(load);

  useEffect(() => {
    const controller = new AbortController();
    run(controller.signal).then(
      (data) => !controller.signal.aborted && setKept({ key, resource: { state: "ready", data } }),
      (thrown: unknown) => {
        const problem = asProblem(thrown);
        if (!controller.signal.aborted && problem.code !== ABORTED) setKept({ key, resource: { state: "failed", problem } });
      },
    );
    return () => controller.abort();
  }, [key, round]);

  const reload = useCallback(() => {
    setKept((before) => (before.resource.state === "failed" ? { ...before, resource: { state: "loading" } } : before));
    setRound((number) => number + 1);
  }, []);
  const lost = kept.resource.state === "failed" && kept.resource.problem.status === 401;
  useEffect(() => (lost ? onSessionRevived(reload) : undefined), [lost, reload]);
  const replace = useCallback((data: T) => setKept({ key, resource: { state: "ready", data } }), [key]);
  return { ...(kept.key === key ? kept.resource : { state: "loading" as const }), reload, replace };
}
