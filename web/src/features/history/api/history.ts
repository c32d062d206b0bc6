import type { components } from "../../../api/generated/consent";
import { answerOf, api } from "../../../api/http";

export type Entry = components["schemas"]["HistoryEntry"];

export function listHistory(record: string, cursor: string | undefined, signal: AbortSignal, limit = 30) {
  return answerOf(api.GET("/api/consent/records/{record}/history", { params: { path: { record }, query: { cursor, limit } }, signal }));
}
