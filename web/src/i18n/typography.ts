const NO_BREAK = "\u00a0";

/** French keeps its tall signs with the word beside them: "Où ?" never leaves its question mark alone on a line. */
function typeset(text: string): string {
  return text.replace(/ (?=[?!:;»])/g, NO_BREAK).replace(/« /g, `«${NO_BREAK}`).replace(/(\d) (?=(?:Mo|Ko|octets|s|h|minutes|secondes|caractères|chiffres)\b)/g, `$1${NO_BREAK}`);
}

/** Gives the same texts, typeset; what a function answers is typeset when it answers. */
export function french<T>(texts: T): T {
  if (typeof texts === "string") return typeset(texts) as T;
  if (typeof texts === "function") {
    const say = texts as unknown as (...values: unknown[]) => unknown;
    return ((...values: unknown[]) => french(say(...values))) as T;
  }
  if (Array.isArray(texts)) return texts.map((item: unknown) => french(item)) as T;
  if (typeof texts === "object" && texts !== null) {
    return Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, french(value as unknown)])) as T;
  }
  return texts;
}
