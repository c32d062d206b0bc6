import type { components } from "../../../api/generated/consent";
import { answerOf, api } from "../../../api/http";

export type EmergencySettings = components["schemas"]["EmergencySettings"];
export type EmergencySettingsAnswer = components["schemas"]["EmergencySettingsAnswer"];
export type RecordEmergency = components["schemas"]["RecordEmergency"];

export function showEmergencySettings(record: string, signal: AbortSignal): Promise<EmergencySettings> {
  return answerOf(api.GET("/api/consent/records/{record}/emergency-settings", { params: { path: { record } }, signal }));
}

export function changeEmergencySettings(record: string, body: { regulation: boolean; immediate_risk: boolean }): Promise<EmergencySettingsAnswer> {
  return answerOf(api.PUT("/api/consent/records/{record}/emergency-settings", { params: { path: { record } }, body }));
}

export async function listRecordEmergencies(record: string, signal: AbortSignal): Promise<RecordEmergency[]> {
  return (await answerOf(api.GET("/api/consent/records/{record}/emergencies", { params: { path: { record } }, signal }))).items;
}
