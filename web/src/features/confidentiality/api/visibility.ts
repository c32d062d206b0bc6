import type { components } from "../../../api/generated/documents";
import { answerOf, api } from "../../../api/http";

export type RecordVisibility = components["schemas"]["RecordVisibility"];

export function showVisibility(record: string, signal: AbortSignal): Promise<RecordVisibility> {
  return answerOf(api.GET("/api/documents/records/{record}/visibility", { params: { path: { record } }, signal }));
}

export function changeVisibility(record: string, allHidden: boolean): Promise<RecordVisibility> {
  return answerOf(api.PUT("/api/documents/records/{record}/visibility", { params: { path: { record } }, body: { all_hidden: allHidden } }));
}
