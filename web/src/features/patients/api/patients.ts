import type { components as ConsentTypes, paths as consentPaths } from "../../../api/generated/consent";
import type { components, paths } from "../../../api/generated/identity";
import { answerOf, api } from "../../../api/http";
import { asProblem } from "../../../api/problem";

export type Patient = components["schemas"]["IdentityStrip"];
export type Access = ConsentTypes["schemas"]["Access"];
export type Traits = paths["/api/identity/patient-searches"]["post"]["requestBody"]["content"]["application/json"];

/** The one person whose every trait matches, or null. In the body, never in an address. */
export async function findPatient(body: Traits): Promise<Patient | null> {
  const { patients } = await answerOf(api.POST("/api/identity/patient-searches", { body }));
  return patients[0] ?? null;
}

/** The ground on which this professional may read the record, or null while there is none. */
export async function showMyAccess(record: string, signal: AbortSignal): Promise<Access | null> {
  try {
    return await answerOf(api.GET("/api/consent/records/{record}/accesses/mine", { params: { path: { record } }, signal }));
  } catch (thrown) {
    if (asProblem(thrown).code === "consent.no-access") return null;
    throw thrown;
  }
}

export type EmergencyAsked = NonNullable<consentPaths["/api/consent/records/{record}/emergencies"]["post"]["requestBody"]>["content"]["application/json"];

export function openEmergency(record: string, body: EmergencyAsked): Promise<Access> {
  return answerOf(api.POST("/api/consent/records/{record}/emergencies", { params: { path: { record } }, body }));
}

export function declareCare(record: string): Promise<Access> {
  return answerOf(api.POST("/api/consent/records/{record}/accesses", { params: { path: { record } }, body: { ground: "care", patient_agreed: true } }));
}
