import type { paths } from "../../../api/generated/documents";
import { answerOf, api } from "../../../api/http";

const PAGES = "/api/documents/records/{record}/documents/{document}/pages";

export type Pages = paths[typeof PAGES]["get"]["responses"]["200"]["content"]["application/json"];

/** A page as it was drawn: a picture, or the text itself. */
export type Sheet = { picture: Blob } | { text: string };

const HARMLESS = ["image/png", "image/jpeg"];

export function listPages(record: string, document: string, signal: AbortSignal): Promise<Pages> {
  return answerOf(api.GET(PAGES, { params: { path: { record, document } }, signal }));
}

export async function showPage(record: string, document: string, page: number, scale: 1 | 2, signal?: AbortSignal): Promise<Sheet> {
  const drawn: unknown = await answerOf(
    api.GET(`${PAGES}/{page}`, {
      params: { path: { record, document, page: String(page) }, query: { scale } }, parseAs: "blob", signal, headers: { Accept: "image/png, image/jpeg, text/plain, application/problem+json" },
    }),
  );
  const blob = drawn as Blob;
  return HARMLESS.includes(blob.type) ? { picture: blob } : { text: await blob.text() };
}

/** The words of a page that is a picture; empty when it holds none. */
export async function readPage(record: string, document: string, page: number, signal: AbortSignal): Promise<string> {
  const words: unknown = await answerOf(
    api.GET(`${PAGES}/{page}/text`, { params: { path: { record, document, page: String(page) } }, parseAs: "text", signal, headers: { Accept: "text/plain, application/problem+json" } }),
  );
  return words as string;
}

export async function showThumbnail(record: string, document: string, signal: AbortSignal): Promise<Blob> {
  const drawn: unknown = await answerOf(
    api.GET("/api/documents/records/{record}/documents/{document}/thumbnail", { params: { path: { record, document } }, parseAs: "blob", signal, headers: { Accept: "image/png, image/jpeg, application/problem+json" } }),
  );
  return drawn as Blob;
}
