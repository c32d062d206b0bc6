import type { components, paths } from "../../../api/generated/identity";
import { answerOf, api } from "../../../api/http";

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
