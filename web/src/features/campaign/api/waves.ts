import type { components, paths } from "../../../api/generated/identity";
import { answerOf, api } from "../../../api/http";

export type Wave = components["schemas"]["Wave"];
export type Campaign = paths["/api/identity/campaign"]["get"]["responses"]["200"]["content"]["application/json"];
export type Figure = keyof components["schemas"]["CampaignFigures"];
export type Day = Wave["days"][number];

export const FIGURES: readonly Figure[] = ["invited", "delivered", "failed", "activated", "opposed", "auto_created"];

export interface Plan {
  name: string;
  starts_on: string;
  ends_on: string;
  daily_volume: number;
  scheme?: "regime-general" | "msa";
  sender?: "ministere";
}

export function showCampaign(signal: AbortSignal) {
  return answerOf(api.GET("/api/identity/campaign", { signal }));
}

export function listWaves(origin: "plan" | "import", cursor: string | undefined, signal: AbortSignal) {
  return answerOf(api.GET("/api/identity/waves", { params: { query: { origin, cursor, limit: 20 } }, signal }));
}

export function planWave(plan: Plan): Promise<Wave> {
  return answerOf(api.POST("/api/identity/waves", { body: plan }));
}

export function changeWave(wave: Wave, change: { paused: boolean } | Pick<Plan, "ends_on" | "daily_volume">): Promise<Wave> {
  return answerOf(api.PATCH("/api/identity/waves/{wave}", { params: { path: { wave: wave.id }, header: { "If-Match": wave.etag } }, body: change }));
}

export function resend(wave: Wave): Promise<Wave> {
  return answerOf(api.POST("/api/identity/waves/{wave}/resends", { params: { path: { wave: wave.id } } }));
}
