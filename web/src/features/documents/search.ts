/** What the fields of a search say, apart from any screen. */

import type { Search } from "./api/documents";

export interface Sought {
  words: string;
  section: string;
  depositor: "" | NonNullable<Search["depositor"]>;
  /** Months back from today; empty for all. */
  months: string;
  order: NonNullable<Search["order"]>;
}

const PAGE = 50;

export const EVERYTHING: Sought = { words: "", section: "", depositor: "", months: "", order: "deposited_at" };

/** Whether anything is left out: an empty list then means that nothing fits, not that there is nothing. */
export function narrows({ words, section, depositor, months }: Sought): boolean {
  return words.trim() !== "" || section !== "" || depositor !== "" || months !== "";
}

/** The search as the service understands it; counts with the first page only. */
export function searchOf({ words, section, depositor, months, order }: Sought, cursor: string | undefined, today: string): Search {
  return {
    order,
    limit: PAGE,
    ...(words.trim() !== "" && { words: words.trim().slice(0, 100) }),
    ...(section !== "" && { section }),
    ...(depositor !== "" && { depositor }),
    ...(months !== "" && { since: monthsBefore(today, Number(months)) }),
    ...(cursor === undefined ? { counts: true } : { cursor }),
  };
}

/** "2026-05-31" one month back is "2026-04-30": the last day of a shorter month. */
export function monthsBefore(iso: string, months: number): string {
  const [year = 0, month = 1, day = 1] = iso.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 - months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(day, last))).toISOString().slice(0, 10);
}
