/** What the fields of a search say, apart from any screen. */

import { type DateParts, isoDate, NO_DATE } from "../../components/DateField";
import type { Search } from "./api/documents";

export interface Sought {
  words: string;
  section: string;
  /** Code of an official type, of that section if one is chosen. */
  type: string;
  depositor: "" | NonNullable<Search["depositor"]>;
  /** Months back from today, FREE for the dates typed beside, empty for all. */
  months: string;
  from: DateParts;
  to: DateParts;
  order: NonNullable<Search["order"]>;
}

const PAGE = 50;
export const FREE = "free";

export const EVERYTHING: Sought = { words: "", section: "", type: "", depositor: "", months: "", from: NO_DATE, to: NO_DATE, order: "deposited_at" };

/** Whether anything is left out: an empty list then means that nothing fits, not that there is nothing. */
export function narrows({ words, section, type, depositor, months }: Sought): boolean {
  return words.trim() !== "" || [section, type, depositor, months].some((chosen) => chosen !== "");
}

/** First and last day of the documents looked for; a date that is not typed whole yet leaves its side open. */
export function periodOf({ months, from, to }: Pick<Sought, "months" | "from" | "to">, today: string): Pick<Search, "since" | "until"> {
  if (months !== FREE) return months === "" ? {} : { since: monthsBefore(today, Number(months)) };
  const since = isoDate(from), until = isoDate(to);
  return { ...(since !== null && { since }), ...(until !== null && { until }) };
}

/** Which of the typed dates cannot be meant: one typed whole that is no day, or an end before the beginning. */
export function faultOf(side: "from" | "to", { from, to }: Pick<Sought, "from" | "to">): "unreal" | "before" | null {
  const typed = side === "from" ? from : to;
  if (typed.day !== "" && typed.month !== "" && typed.year.length === 4 && isoDate(typed) === null) return "unreal";
  const since = isoDate(from), until = isoDate(to);
  return side === "to" && since !== null && until !== null && until < since ? "before" : null;
}

/** The search as the service understands it; counts with the first page only. */
export function searchOf(sought: Sought, cursor: string | undefined, today: string): Search {
  const { words, section, type, depositor, order } = sought;
  return {
    order,
    limit: PAGE,
    ...(words.trim() !== "" && { words: words.trim().slice(0, 100) }),
    ...(section !== "" && { section }),
    ...(type !== "" && { type }),
    ...(depositor !== "" && { depositor }),
    ...periodOf(sought, today),
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
