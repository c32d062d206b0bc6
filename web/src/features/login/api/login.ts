import type { components, paths } from "../../../api/generated/identity";
import { answerOf, api } from "../../../api/http";

export type Space = "patient" | "professional" | "operator";
export type Channel = "email" | "sms";
export type StartedLogin = paths["/api/identity/logins"]["post"]["responses"]["201"]["content"]["application/json"];
export type SentCode = paths["/api/identity/logins/{login}/codes"]["post"]["responses"]["202"]["content"]["application/json"];
export type Session = components["schemas"]["Session"];
export type ClosedProfile = components["schemas"]["ClosedProfile"];

export function startLogin(space: Space, identifier: string, password: string): Promise<StartedLogin> {
  return answerOf(api.POST("/api/identity/logins", { body: { space, identifier, password } }));
}

export function sendCode(login: string, channel: Channel): Promise<SentCode> {
  return answerOf(api.POST("/api/identity/logins/{login}/codes", { params: { path: { login } }, body: { channel } }));
}

/** A session, or the way back to a profile that its holder closed. */
export function finishLogin(login: string, code: string): Promise<Session | ClosedProfile> {
  return answerOf(api.POST("/api/identity/logins/{login}/session", { params: { path: { login } }, body: { code } }));
}
