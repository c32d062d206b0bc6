import type { components, paths } from "./generated/documents";
import { answerOf, api } from "./http";

export type Preview = components["schemas"]["VisibilityPreview"];
export type Considered = NonNullable<paths["/api/documents/records/{record}/visibility/previews"]["post"]["requestBody"]>["content"]["application/json"];

/** What a choice would change for professionals; nothing is changed by asking. */
export function previewVisibility(record: string, body: Considered, signal: AbortSignal): Promise<Preview> {
  return answerOf(api.POST("/api/documents/records/{record}/visibility/previews", { params: { path: { record } }, body, signal }));
}
