import type { components, paths } from "../../../api/generated/documents";
import { answerOf, api, wholeAnswerOf } from "../../../api/http";

export type Document = components["schemas"]["Document"];
export type Change = components["schemas"]["DocumentChange"];
export type Search = components["schemas"]["DocumentSearch"];
export type Counts = NonNullable<components["schemas"]["DocumentPage"]["counts"]>;
export type Types = paths["/api/documents/types"]["get"]["responses"]["200"]["content"]["application/json"];
export type Limits = paths["/api/documents/limits"]["get"]["responses"]["200"]["content"]["application/json"];

/** A document with the tag that says which version was read. */
export interface Tagged {
  document: Document;
  tag: string;
}

/** What is looked for travels in the body: no address and no log keeps it. */
export function searchDocuments(record: string, search: Search, signal: AbortSignal) {
  return answerOf(api.POST("/api/documents/records/{record}/documents/search", { params: { path: { record } }, body: search, signal }));
}

export async function listVersions(record: string, document: string, signal: AbortSignal): Promise<Document[]> {
  return (await answerOf(api.GET("/api/documents/records/{record}/documents/{document}/versions", { params: { path: { record, document } }, signal }))).items;
}

/** Professionals whom a document can be hidden from by name: those in contact with the record. */
export async function listNames(record: string, signal: AbortSignal) {
  return (await answerOf(api.GET("/api/consent/records/{record}/professionals", { params: { path: { record }, query: { state: "authorized", limit: 100 } }, signal }))).items.map((relation) => relation.professional);
}

export async function showDocument(record: string, document: string, signal?: AbortSignal): Promise<Tagged> {
  const { data, response } = await wholeAnswerOf(api.GET("/api/documents/records/{record}/documents/{document}", { params: { path: { record, document } }, signal }));
  return { document: data, tag: response.headers.get("ETag") ?? "" };
}

export async function changeDocument(record: string, { document, tag }: Tagged, change: Change): Promise<Tagged> {
  const { data, response } = await wholeAnswerOf(
    api.PATCH("/api/documents/records/{record}/documents/{document}", { params: { path: { record, document: document.id }, header: { "If-Match": tag } }, body: change }),
  );
  return { document: data, tag: response.headers.get("ETag") ?? "" };
}

export function deleteDocument(record: string, document: string): Promise<unknown> {
  return answerOf(api.DELETE("/api/documents/records/{record}/documents/{document}", { params: { path: { record, document } } }));
}

/** The bytes, under the type that the service declared and no other: a page of script can never come out of here. */
export async function openDocument(record: string, document: Document, signal: AbortSignal): Promise<Blob> {
  const bytes: unknown = await answerOf(
    api.GET("/api/documents/records/{record}/documents/{document}/content", {
      params: { path: { record, document: document.id } }, parseAs: "blob", signal, headers: { Accept: `${document.media_type}, application/problem+json` },
    }),
  );
  return new Blob([bytes as Blob], { type: document.media_type });
}

export function listTypes(signal: AbortSignal): Promise<Types> {
  return answerOf(api.GET("/api/documents/types", { signal }));
}

export function showLimits(signal: AbortSignal): Promise<Limits> {
  return answerOf(api.GET("/api/documents/limits", { signal }));
}
