import { useCallback, useEffect, useRef, useState } from "react";
import { showMyAccess } from "./api/patients";

/** How often, and how long after, a service is asked again that refuses whom consent lets in. */
const TRIES = 5;
const AGAIN_MS = 2000;

/** no: nothing refused; doubted: a service did, and consent is being asked; yes: it is so. */
export type Refusal = "no" | "doubted" | "yes";

/**
 * A service that refuses may not have heard yet that the person let this professional in: consent, where it is decided,
 * is asked before that is believed. Nothing of the record is on the screen meanwhile.
 */
export function useRefusal(record: string): { refusal: Refusal; onRefused: () => void } {
  const [refusal, setRefusal] = useState<Refusal>("no");
  const tries = useRef(0);
  const onRefused = useCallback(() => setRefusal("doubted"), []);
  useEffect(() => {
    if (refusal !== "doubted") return;
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout> | undefined;
    tries.current += 1;
    void showMyAccess(record, signal).catch(() => null).then((access) => {
      if (signal.aborted) return;
      if (access === null || tries.current > TRIES) setRefusal("yes");
      else timer = setTimeout(() => setRefusal("no"), AGAIN_MS);
    });
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [refusal, record]);
  return { refusal, onRefused };
}
