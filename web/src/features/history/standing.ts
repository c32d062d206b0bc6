import { history as text } from "../../i18n/confidentiality";
import type { Entry } from "./api/history";

/** HIS-06: in what capacity somebody acted and, where there is one, on what ground. */
export function standing({ capacity, ground }: Pick<Entry, "capacity" | "ground">): string {
  return ground === null ? text.capacity[capacity] : `${text.capacity[capacity]} · ${text.ground[ground]}`;
}
