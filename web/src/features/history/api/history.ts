import type { components } from "../../../api/generated/consent";
import { answerOf, api } from "../../../api/http";

export type Entry = components["schemas"]["HistoryEntry"];

export function listHistory(record: string, cursor: string | undefined, signal: AbortSignal, limit = 30) {
  return answerOf(api.GET("/api/consent/records/{record}/history", { params: { path: { record }, query: { cursor, limit } }, signal }));
}

/** How people are named in a history: what the entry says, and for a child's parents « Inaya M. pour Lola M. ». */
export interface Names {
  of: (actor: Entry["actor"]) => string;
}

/** Names by account of those who act and acted for a child: only identity knows them. */
export async function listRepresentativeNames(record: string, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const found = await answerOf(api.GET("/api/identity/records/{record}/representatives", { params: { path: { record } }, signal }));
  return new Map([...found.former, ...found.representatives].map((each) => [each.account, each.display_name]));
}
