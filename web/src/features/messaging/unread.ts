import { useEffect, useState } from "react";
import { useLocation } from "react-router";
import { countUnread } from "./api/messaging";

/** NAV-03: how many messages wait, asked again on each page and whenever some were read. */

const listeners = new Set<() => void>();

/** Messages were just read: who shows their number asks again. */
export function sayRead(): void {
  listeners.forEach((listener) => listener());
}

/** 0 while it is not known: a number that cannot be had hinders nobody. */
export function useUnread(record: string): number {
  const { key } = useLocation();
  const [round, setRound] = useState(0);
  const [counted, setCounted] = useState({ record, unread: 0 });
  useEffect(() => {
    const listener = () => setRound((number) => number + 1);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  useEffect(() => {
    const controller = new AbortController();
    countUnread(record, controller.signal).then(
      (unread) => !controller.signal.aborted && setCounted({ record, unread }),
      () => undefined,
    );
    return () => controller.abort();
  }, [record, key, round]);
  return counted.record === record ? counted.unread : 0;
}
