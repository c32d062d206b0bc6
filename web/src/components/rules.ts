/** The rules that are told while one types. The server has the last word. */

export const EMAIL = /^[^@\s<>"(),;:\\[\]]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;
export const MOBILE = /^(\+33|0)[67]([ .]?[0-9]{2}){4}$/;
export const IDENTIFIER = /^[A-Za-z0-9._-]{8,60}$/;

/** People paste numbers with spaces, dots and no-break spaces; the server gets none of them. */
export function withoutSpaces(typed: string): string {
  return typed.replace(/[\s.-]/g, "");
}

export function isNir(typed: string): boolean {
  return /^\d{5}[0-9A-Za-z]{2}\d{8}$/.test(withoutSpaces(typed));
}

export function isSerial(typed: string): boolean {
  return /^\d{8,21}$/.test(withoutSpaces(typed));
}

export function isCode(typed: string): boolean {
  return /^[0-9A-Za-z -]{6,30}$/.test(typed.trim());
}

export type PasswordRule = "length" | "upper" | "lower" | "digit" | "special" | "noIdentifier";

/** Which rules a password follows, in the order in which they are shown (ACT-35). */
export function passwordRules(password: string, identifier: string): Record<PasswordRule, boolean> {
  const name = identifier.trim().toLowerCase();
  return {
    length: password.length >= 9,
    upper: /\p{Lu}/u.test(password),
    lower: /\p{Ll}/u.test(password),
    digit: /\p{Nd}/u.test(password),
    special: /[^\p{L}\p{N}]/u.test(password),
    noIdentifier: password !== "" && (name === "" || !password.toLowerCase().includes(name)),
  };
}
