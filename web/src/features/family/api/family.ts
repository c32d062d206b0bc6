import type { components } from "../../../api/generated/identity";
import { answerOf, api } from "../../../api/http";

export type Child = components["schemas"]["Child"];
export type Profiles = components["schemas"]["Profiles"];
export type ProfileInList = Profiles["children"][number];
export type Representatives = components["schemas"]["Representatives"];
export type Invitation = components["schemas"]["RepresentationInvitation"];

export function listProfiles(signal: AbortSignal): Promise<Profiles> {
  return answerOf(api.GET("/api/identity/profiles", { signal }));
}

export function listProposedChildren(signal: AbortSignal): Promise<{ children: Child[] }> {
  return answerOf(api.GET("/api/identity/proposed-children", { signal }));
}

export function addChildren(children: string[]): Promise<Profiles> {
  return answerOf(api.POST("/api/identity/profiles", { body: { children, certified: true } }));
}

export function listRepresentatives(record: string, signal: AbortSignal): Promise<Representatives> {
  return answerOf(api.GET("/api/identity/records/{record}/representatives", { params: { path: { record } }, signal }));
}

export function renounce(record: string): Promise<unknown> {
  return answerOf(api.DELETE("/api/identity/records/{record}/representatives/mine", { params: { path: { record } } }));
}

export interface Named {
  family_name: string;
  given_name: string;
  birth_date: string;
}

export function inviteSecondRepresentative(record: string, named: Named): Promise<{ expires_at: string }> {
  return answerOf(api.POST("/api/identity/records/{record}/second-representative", { params: { path: { record } }, body: { ...named, certified: true } }));
}

export function cancelInvitation(record: string): Promise<unknown> {
  return answerOf(api.DELETE("/api/identity/records/{record}/second-representative", { params: { path: { record } } }));
}

export function listInvitations(signal: AbortSignal): Promise<{ invitations: Invitation[] }> {
  return answerOf(api.GET("/api/identity/invitations", { signal }));
}

export function acceptInvitation(invitation: string): Promise<Profiles> {
  return answerOf(api.POST("/api/identity/invitations/{invitation}/acceptance", { params: { path: { invitation } }, body: { certified: true } }));
}

export function declineInvitation(invitation: string): Promise<unknown> {
  return answerOf(api.POST("/api/identity/invitations/{invitation}/refusal", { params: { path: { invitation } } }));
}

export async function reactivateChild(record: string): Promise<void> {
  await answerOf(api.POST("/api/identity/records/{record}/reactivation", { params: { path: { record } } }));
}
