/** Dates as exact as people remember them: « 2019 », « 03/2019 », « 25/03/2019 »; between programs ISO 8601. */

const TYPED = /^(?:(?:(\d{1,2})\s*[/.-]\s*)?(\d{1,2})\s*[/.-]\s*)?((?:19|20)\d{2})$/;
const MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

/** What was typed as ISO 8601; null when it is no date. */
export function isoOf(typed: string): string | null {
  const found = TYPED.exec(typed.trim());
  if (found === null) return null;
  const [, day, month, year] = found;
  const iso = [year, ...(month === undefined ? [] : [month.padStart(2, "0")]), ...(day === undefined ? [] : [day.padStart(2, "0")])].join("-");
  return exists(iso) ? iso : null;
}

function exists(iso: string): boolean {
  const whole = iso + "0000-01-01".slice(iso.length);
  const date = new Date(`${whole}T12:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(whole);
}

/** The form in which it is typed. */
export function typedOf(iso: string): string {
  return iso.split("-").reverse().join("/");
}

/** « 2019 », « mars 2019 », « 25 mars 2019 ». */
export function inWords(iso: string): string {
  const [year, month, day] = iso.split("-");
  const name = month === undefined ? "" : `${MONTHS[Number(month) - 1]} `;
  return `${day === undefined ? "" : `${Number(day) === 1 ? "1er" : Number(day)} `}${name}${year}`;
}
