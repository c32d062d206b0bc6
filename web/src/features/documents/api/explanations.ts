import type { components } from "../../../api/generated/documents";
import { answerOf, api } from "../../../api/http";

export type Explanation = components["schemas"]["Explanation"];

export function explainVisibility(record: string, document: string, professional: string, signal: AbortSignal): Promise<Explanation> {
  return answerOf(api.GET("/api/documents/records/{record}/documents/{document}/explanation", { params: { path: { record, document }, query: { professional } }, signal }));
}
