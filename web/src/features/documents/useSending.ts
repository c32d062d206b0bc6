import { useEffect, useRef, useState } from "react";
import { asProblem } from "../../api/problem";
import { newIdempotencyKey } from "../../api/upload";
import { depositDocument, type Information } from "./api/deposit";
import { afterFailure, DRAFT, keepsItsKey, type Sending } from "./sending";

/** Sends one file with its information; can be cancelled, and tried again under the same key. */
export function useSending(record: string, file: File, onSaved: () => void) {
  const [sending, setSending] = useState<Sending>(DRAFT);
  const key = useRef(newIdempotencyKey());
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);

  const send = async (information: Information) => {
    controller.current = new AbortController();
    setSending({ state: "sending", share: 0 });
    try {
      await depositDocument({
        record, file, information, idempotencyKey: key.current, signal: controller.current.signal,
        onProgress: (share) => setSending({ state: "sending", share }),
      });
      setSending({ state: "saved" });
      onSaved();
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (!keepsItsKey(problem)) key.current = newIdempotencyKey();
      setSending(afterFailure(problem));
    }
  };
  return { sending, send, cancel: () => controller.current?.abort() };
}
