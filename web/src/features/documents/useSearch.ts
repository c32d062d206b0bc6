import { useState } from "react";
import { usePages } from "../../api/usePages";
import { useSettled } from "../../components/useSettled";
import { dayKey } from "../../i18n/format";
import { type Counts, type Document, searchDocuments } from "./api/documents";
import { EVERYTHING, narrows, searchOf, type Sought } from "./search";

/** The documents of a record that fit what the fields say, page after page, with how many there are in all. */
export function useSearch(record: string) {
  const [sought, setSought] = useState<Sought>(EVERYTHING);
  const settled = useSettled(sought);
  const [counts, setCounts] = useState<Counts>();
  const pages = usePages<Document>(`${record}/${JSON.stringify(settled)}`, async (cursor, signal) => {
    const page = await searchDocuments(record, searchOf(settled, cursor, dayKey(new Date().toISOString())), signal);
    if (page.counts) setCounts(page.counts);
    return page;
  });
  const narrowed = narrows(sought);
  return { sought, setSought, pages, counts, narrowed, empty: pages.state === "ready" && pages.items.length === 0 && !narrowed && !narrows(settled) };
}
