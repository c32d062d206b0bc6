import { useRef } from "react";
import { newIdempotencyKey } from "../../api/upload";

/** The key of a letter: kept while it is tried again unchanged, new once a word or a file of it has changed. */
export function useIntention(): (...letter: unknown[]) => string {
  const kept = useRef<{ of: string; key: string } | null>(null);
  return (...letter) => {
    const of = JSON.stringify(letter);
    if (kept.current?.of !== of) kept.current = { of, key: newIdempotencyKey() };
    return kept.current.key;
  };
}

/** What tells a file of the device from another. */
export function sameFile({ name, size, lastModified }: File): [string, number, number] {
  return [name, size, lastModified];
}
