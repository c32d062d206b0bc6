import type { paths } from "../../../api/generated/documents";
import { answerOf, api } from "../../../api/http";

export type Figures = paths["/api/documents/figures"]["get"]["responses"]["200"]["content"]["application/json"];

export function showFigures(month: string, signal: AbortSignal): Promise<Figures> {
  return answerOf(api.GET("/api/documents/figures", { params: { query: { month } }, signal }));
}
