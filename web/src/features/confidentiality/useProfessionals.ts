import { useState } from "react";
import { type Pages, usePages } from "../../api/usePages";
import { useSettled } from "../../components/useSettled";
import { listProfessionals, type Relation, searchProfessionals } from "./api/relations";

/** From how many professionals on a filter helps. */
const MANY = 5;

export interface Professionals {
  pages: Pages<Relation>;
  sought: string;
  setSought: (sought: string) => void;
  /** Whether there are enough of them to look for one. */
  many: boolean;
}

/** One of the two lists of a record, page after page; what is sought is looked for in all of it, by the service. */
export function useProfessionals(record: string, state: "authorized" | "blocked"): Professionals {
  const [sought, setSought] = useState("");
  const words = useSettled(sought).trim();
  const pages = usePages(`${state}/${record}/${words}`, (cursor, signal) => (
    words === "" ? listProfessionals(record, state, cursor, signal) : searchProfessionals(record, state, words, cursor, signal)
  ));
  return { pages, sought, setSought, many: sought !== "" || pages.more || pages.items.length > MANY };
}
