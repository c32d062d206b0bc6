import type { Day } from "./api/waves";

const EMPTY = { invited: 0, delivered: 0, failed: 0, activated: 0, opposed: 0, auto_created: 0 };
const ONE_DAY = 86_400_000;

/** Every day from the first to the last, those on which nothing happened too: a gap must look like one. */
export function everyDay(days: readonly Day[]): Day[] {
  const [first, last] = [days[0], days[days.length - 1]];
  if (first === undefined || last === undefined) return [];
  const known = new Map(days.map((day) => [day.day, day]));
  const whole: Day[] = [];
  for (let at = Date.parse(first.day); at <= Date.parse(last.day); at += ONE_DAY) {
    const day = new Date(at).toISOString().slice(0, 10);
    whole.push(known.get(day) ?? { day, ...EMPTY });
  }
  return whole;
}
