/** Dates, sizes and numbers as they are written in French. Times arrive in UTC and are shown as in Paris. */

const PARIS = "Europe/Paris";
const dayAndMonth = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "short", timeZone: PARIS });
const wholeDay = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "short", year: "numeric", timeZone: PARIS });
const fullDay = new Intl.DateTimeFormat("fr-FR", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: PARIS });
const numericDay = new Intl.DateTimeFormat("fr-FR", { day: "2-digit", month: "2-digit", year: "numeric", timeZone: PARIS });
const hour = new Intl.DateTimeFormat("fr-FR", { hour: "2-digit", minute: "2-digit", timeZone: PARIS });
const dayParts = new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: PARIS });
const oneDecimal = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat("fr-FR");
const percentage = new Intl.NumberFormat("fr-FR", { style: "percent", maximumFractionDigits: 1 });

/** "2026-05-28" stays that day wherever the reader is; an instant becomes its day in Paris. */
function moment(value: string): Date {
  return new Date(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T12:00:00Z` : value);
}

/** "2,1 %" of a whole that is not 0. */
export function share(part: number, of: number): string {
  return percentage.format(part / of);
}

/** "28 mai" within the year of `now`, "28 mai 2024" otherwise. */
export function shortDate(value: string, now: Date = new Date()): string {
  const date = moment(value);
  return dayKey(value).slice(0, 4) === dayParts.format(now).slice(0, 4) ? dayAndMonth.format(date) : wholeDay.format(date);
}

/** "jeudi 28 mai 2026" */
export function longDate(value: string): string {
  return fullDay.format(moment(value));
}

/** "28/05/2026" */
export function numericDate(value: string): string {
  return numericDay.format(moment(value));
}

/** "14 h 05" */
export function time(value: string): string {
  return hour.format(new Date(value)).replace(":", "\u00a0h\u00a0");
}

/** The day in Paris, as "2026-05-28", to group by. */
export function dayKey(value: string): string {
  return dayParts.format(moment(value));
}

/** "2,4 Mo", "310 Ko": 1 Mo is 1024 Ko, as the limit counts. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${whole.format(bytes)}\u00a0octets`;
  const kilo = bytes / 1024;
  return kilo < 1000 ? `${whole.format(Math.round(kilo))}\u00a0Ko` : `${oneDecimal.format(kilo / 1024)}\u00a0Mo`;
}

export function number(value: number): string {
  return whole.format(value);
}

/** French counts zero as singular. */
export function plural(count: number, one: string, many: string): string {
  return `${whole.format(count)} ${Math.abs(count) < 2 ? one : many}`;
}

/** "+33639980042" as people say it: "06 39 98 00 42". */
export function mobileNumber(e164: string): string {
  return e164.replace(/^\+33(\d)(\d{2})(\d{2})(\d{2})(\d{2})$/, "0$1 $2 $3 $4 $5").replaceAll(" ", "\u00a0");
}
