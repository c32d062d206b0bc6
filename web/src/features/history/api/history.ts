import type { components, operations } from "../../../api/generated/consent";
import { answerOf, api } from "../../../api/http";

export type Entry = components["schemas"]["HistoryEntry"];
export type Overview = components["schemas"]["HistoryOverview"];
export type PastReason = components["schemas"]["EntryExplanation"];
export type Search = Omit<NonNullable<operations["listHistory"]["parameters"]["query"]>, "cursor" | "limit">;
export type Form = operations["exportHistory"]["parameters"]["query"]["format"];

const MEDIA: Record<Form, string> = { pdf: "application/pdf", csv: "text/csv", ndjson: "application/x-ndjson" };

export function listHistory(record: string, search: Search, cursor: string | undefined, signal: AbortSignal, limit = 30) {
  return answerOf(api.GET("/api/consent/records/{record}/history", { params: { path: { record }, query: { ...search, cursor, limit } }, signal }));
}

export function showOverview(record: string, signal: AbortSignal): Promise<Overview> {
  return answerOf(api.GET("/api/consent/records/{record}/history/overview", { params: { path: { record } }, signal }));
}

/** The history as a file. */
export async function exportHistory(record: string, format: Form, search: Search): Promise<Blob> {
  const bytes: unknown = await answerOf(
    api.GET("/api/consent/records/{record}/history/export", {
      params: { path: { record }, query: { ...search, format } }, parseAs: "blob", headers: { Accept: `${MEDIA[format]}, application/problem+json` },
    }),
  );
  return new Blob([bytes as Blob], { type: MEDIA[format] });
}

/** How people are named in a history: what the entry says, and for a child's parents « Inaya M. pour Lola M. ». */
export interface Names {
  of: (actor: Pick<Entry["actor"], "account" | "display_name">) => string;
}

/** Names by account of those who act and acted for a child: only identity knows them. */
export async function listRepresentativeNames(record: string, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const found = await answerOf(api.GET("/api/identity/records/{record}/representatives", { params: { path: { record } }, signal }));
  return new Map([...found.former, ...found.representatives].map((each) => [each.account, each.display_name]));
}

/** An act of the past, with the version of the grid that decided it. */
export function explainEntry(record: string, entry: string, signal: AbortSignal): Promise<PastReason> {
  return answerOf(api.GET("/api/consent/records/{record}/history/{entry}/explanation", { params: { path: { record, entry } }, signal }));
}
