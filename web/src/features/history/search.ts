import type { components } from "../../api/generated/consent";
import { dayKey } from "../../i18n/format";

export type Action = components["schemas"]["HistoryAction"];

/** What the fields say; an empty string is no condition. `period` is a number of days ("30") or a month ("2026-11"). */
export interface Sought {
  actor: string;
  action: string;
  period: string;
}

export const EVERYTHING: Sought = { actor: "", action: "", period: "" };

export function narrows(sought: Sought): boolean {
  return Object.values(sought).some(Boolean);
}

/** The query parameters for what is sought; `now` says which day it is. */
export function searchOf({ actor, action, period }: Sought, now: Date): { actor?: string; action?: Action; from?: string; to?: string } {
  return {
    ...(actor && { actor }),
    ...(action && { action: action as Action }),
    ...(period && (period.includes("-") ? wholeMonth(period) : { from: daysBefore(now, Number(period)) })),
  };
}

function wholeMonth(month: string) {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return { from: `${month}-01`, to: new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10) };
}

function daysBefore(now: Date, days: number): string {
  return dayKey(new Date(now.getTime() - (days - 1) * 86_400_000).toISOString());
}

const monthName = new Intl.DateTimeFormat("fr-FR", { month: "long", year: "numeric", timeZone: "UTC" });

/** "novembre 2026" */
export function nameOfMonth(month: string): string {
  return monthName.format(new Date(`${month}-15T12:00:00Z`));
}

/** The last `count` months up to the newest one known, those without acts too. */
export function lastMonths(known: ReadonlyArray<{ month: string; acts: number }>, count: number): Array<{ month: string; acts: number }> {
  const newest = known.at(-1)?.month;
  if (newest === undefined) return [];
  const acts = new Map(known.map((each) => [each.month, each.acts]));
  const [year = 0, number = 0] = newest.split("-").map(Number);
  return Array.from({ length: count }, (_, back) => new Date(Date.UTC(year, number - count + back, 1)).toISOString().slice(0, 7))
    .map((month) => ({ month, acts: acts.get(month) ?? 0 }));
}
