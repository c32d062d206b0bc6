import type { components } from "../../../api/generated/documents";
import { answerOf, api } from "../../../api/http";
import { asProblem } from "../../../api/problem";

export type Export = components["schemas"]["Export"];

/** The last copy asked for; null when none ever was. */
export async function showExport(record: string, signal: AbortSignal): Promise<Export | null> {
  try {
    return await answerOf(api.GET("/api/documents/records/{record}/exports/latest", { params: { path: { record } }, signal }));
  } catch (thrown) {
    const problem = asProblem(thrown);
    if (problem.status === 404) return null;
    throw problem;
  }
}

export function requestExport(record: string): Promise<Export> {
  return answerOf(api.POST("/api/documents/records/{record}/exports", { params: { path: { record } } }));
}

/** The archive as the browser keeps it: on disk when it is large. */
export async function downloadExport(record: string, id: string, signal: AbortSignal): Promise<Blob> {
  const bytes: unknown = await answerOf(
    api.GET("/api/documents/records/{record}/exports/{export}/archive", {
      params: { path: { record, export: id } }, parseAs: "blob", signal, headers: { Accept: "application/zip, application/problem+json" },
    }),
  );
  return new Blob([bytes as Blob], { type: "application/zip" });
}
