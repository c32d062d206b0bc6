import type { components } from "../../../api/generated/documents";
import { answerOf, api } from "../../../api/http";

export type ExplanationForSupport = components["schemas"]["ExplanationForSupport"];

export function showExplanation(reference: string): Promise<ExplanationForSupport> {
  return answerOf(api.GET("/api/documents/explanations/{reference}", { params: { path: { reference } } }));
}
