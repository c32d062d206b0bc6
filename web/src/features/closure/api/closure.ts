import type { components, paths } from "../../../api/generated/identity";
import { answerOf, api } from "../../../api/http";
import { Problem } from "../../../api/problem";

export type Channel = "email" | "sms";
export type Confirmation = components["schemas"]["Confirmation"];
export type ProfileState = components["schemas"]["ProfileStateAnswer"];
export type ClosedProfile = components["schemas"]["ClosedProfile"];
export type Deletion = components["schemas"]["Deletion"];
export type Session = components["schemas"]["Session"];
export type SentCode = paths["/api/identity/confirmations/{confirmation}/codes"]["post"]["responses"]["202"]["content"]["application/json"];

/** Both factors, proved again for one act. */
export interface Proof {
  confirmation: string;
  code: string;
}

export function startConfirmation(password: string): Promise<Confirmation> {
  return answerOf(api.POST("/api/identity/confirmations", { body: { password } }));
}

export function sendConfirmationCode(confirmation: string, channel: Channel): Promise<SentCode> {
  return answerOf(api.POST("/api/identity/confirmations/{confirmation}/codes", { params: { path: { confirmation } }, body: { channel } }));
}

export function closeProfile(record: string, proof: Proof): Promise<ProfileState> {
  return answerOf(api.POST("/api/identity/records/{record}/closure", { params: { path: { record } }, body: { ...proof } }));
}

export function requestDeletion(record: string, proof: Proof): Promise<Deletion> {
  return answerOf(api.POST("/api/identity/records/{record}/deletion", { params: { path: { record } }, body: { ...proof } }));
}

/** Of a child one acts for, closed or not; anybody else's is not found. */
export async function nameOfChild(record: string, signal: AbortSignal): Promise<string> {
  const { children } = await answerOf(api.GET("/api/identity/profiles", { signal }));
  const child = children.find((each) => each.record === record);
  if (child === undefined) throw new Problem({ status: 404, code: "identity.record-unknown" });
  return child.display_name;
}

export function reactivateProfile(ticket: string): Promise<Session> {
  return answerOf(api.POST("/api/identity/reactivations", { body: { ticket } }));
}

export function requestDeletionOfClosed(ticket: string): Promise<Deletion> {
  return answerOf(api.POST("/api/identity/deletions", { body: { ticket } }));
}

export function showDeletion(deletion: string, signal: AbortSignal): Promise<Deletion> {
  return answerOf(api.GET("/api/identity/deletions/{deletion}", { params: { path: { deletion } }, signal }));
}

export function listDeletions(cursor: string | undefined, signal: AbortSignal) {
  return answerOf(api.GET("/api/identity/deletions", { params: { query: { cursor, limit: 50 } }, signal }));
}
