import type { components } from "../../../api/generated/consent";
import { answerOf, api } from "../../../api/http";

export type Emergency = components["schemas"]["Emergency"];
export type Alert = components["schemas"]["EmergencyAlerts"]["items"][number];

export function listEmergencies(reviewed: boolean, cursor: string | undefined, signal: AbortSignal) {
  return answerOf(api.GET("/api/consent/emergencies", { params: { query: { reviewed, cursor, limit: 20 } }, signal }));
}

export async function listAlerts(signal: AbortSignal): Promise<Alert[]> {
  return (await answerOf(api.GET("/api/consent/emergency-alerts", { signal }))).items;
}

export async function reviewEmergency(emergency: string, body: { justified: boolean; note: string }): Promise<void> {
  await answerOf(api.PUT("/api/consent/emergencies/{emergency}/review", { params: { path: { emergency } }, body }));
}
