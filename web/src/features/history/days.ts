import { dayKey } from "../../i18n/format";

/** Entries, newest first, grouped by the day they happened in Paris. */
export function byDay<T extends { at: string }>(entries: readonly T[]): Array<{ day: string; entries: T[] }> {
  const days: Array<{ day: string; entries: T[] }> = [];
  for (const entry of entries) {
    const day = dayKey(entry.at);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
