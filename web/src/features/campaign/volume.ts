/** A daily volume as it is typed, spaces aside: from 1 to 9 999 999, the service says what is too many; else null. */
export function volumeOf(typed: string): number | null {
  const digits = typed.replace(/\s/g, "");
  return /^[1-9]\d{0,6}$/.test(digits) ? Number(digits) : null;
}
