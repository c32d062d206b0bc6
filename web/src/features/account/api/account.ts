import type { components, paths } from "../../../api/generated/identity";
import { answerOf, api } from "../../../api/http";

export type Account = components["schemas"]["Account"];
export type Channel = Account["code_channel"];
export type OpenSession = paths["/api/identity/account/sessions"]["get"]["responses"]["200"]["content"]["application/json"]["items"][number];
export type StartedChange = paths["/api/identity/account/contact-changes"]["post"]["responses"]["201"]["content"]["application/json"];

export function showAccount(signal: AbortSignal): Promise<Account> {
  return answerOf(api.GET("/api/identity/account", { signal }));
}

export function chooseChannel(channel: Channel): Promise<Account> {
  return answerOf(api.PATCH("/api/identity/account", { body: { code_channel: channel } }));
}

export function startChange(channel: Channel, address: string, password: string): Promise<StartedChange> {
  return answerOf(api.POST("/api/identity/account/contact-changes", { body: { channel, address, password } }));
}

export function confirmChange(change: string, code: string): Promise<Account> {
  return answerOf(api.POST("/api/identity/account/contact-changes/{change}/confirmation", { params: { path: { change } }, body: { code } }));
}

export function changePassword(current: string, chosen: string): Promise<unknown> {
  return answerOf(api.PUT("/api/identity/account/password", { body: { current, new: chosen } }));
}

export async function listSessions(signal: AbortSignal): Promise<OpenSession[]> {
  return (await answerOf(api.GET("/api/identity/account/sessions", { signal }))).items;
}

export function endOneSession(session: string): Promise<unknown> {
  return answerOf(api.DELETE("/api/identity/account/sessions/{session}", { params: { path: { session } } }));
}

export function endOtherSessions(): Promise<unknown> {
  return answerOf(api.DELETE("/api/identity/account/sessions"));
}
