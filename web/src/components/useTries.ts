import { useCallback, useState } from "react";

/** Counts the tries of what passes, for the notice that comes and goes with them. */
export function useTries(reload: () => void) {
  const [tries, setTries] = useState(0);
  const retry = useCallback(() => {
    setTries((number) => number + 1);
    reload();
  }, [reload]);
  return { tries, retry };
}
