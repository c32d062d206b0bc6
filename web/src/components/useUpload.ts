import { useEffect, useRef, useState } from "react";
import { newIdempotencyKey, type Upload } from "../api/upload";

/** What every try is sent with. */
export type Way = Required<Pick<Upload, "idempotencyKey" | "signal" | "onProgress">>;

export interface OneUpload {
  /** Share sent, from 0 to 1: at 1 everything has left, and only the answer is waited for. */
  share: number;
  run: <T>(send: (way: Way) => Promise<T>) => Promise<T>;
  cancel: () => void;
}

/**
 * One thing to be stored once, however often it is tried. Its key never changes: a refused try stores nothing under it,
 * and says nothing of the tries before whose answers were lost.
 */
export function useUpload(): OneUpload {
  const [share, setShare] = useState(0);
  const key = useRef(newIdempotencyKey());
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);
  return {
    share,
    run: (send) => {
      controller.current = new AbortController();
      setShare(0);
      return send({ idempotencyKey: key.current, signal: controller.current.signal, onProgress: setShare });
    },
    cancel: () => controller.current?.abort(),
  };
}
