import { useEffect, useState } from "react";
import { usePages } from "../../api/usePages";
import { dayKey } from "../../i18n/format";
import { type Counts, type Document, searchDocuments } from "./api/documents";
import { EVERYTHING, narrows, searchOf, type Sought } from "./search";

const TYPING_MS = 300;

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

/** What is being typed is sent when the fingers rest. */
function useSettled(sought: Sought): Sought {
  const [settled, setSettled] = useState(sought);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(sought), TYPING_MS);
    return () => clearTimeout(timer);
  }, [sought]);
  return settled;
}
