import type { components } from "../../../api/generated/consent";
import { answerOf, api } from "../../../api/http";

export type Grid = components["schemas"]["Grid"];

export function showGrid(signal: AbortSignal): Promise<Grid> {
  return answerOf(api.GET("/api/consent/grid", { signal }));
}
