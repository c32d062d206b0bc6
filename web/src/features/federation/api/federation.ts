import type { components, paths } from "../../../api/generated/identity";
import { answerOf, api } from "../../../api/http";

export type Session = components["schemas"]["Session"];
export type LoginWays = paths["/api/identity/login-ways"]["get"]["responses"]["200"]["content"]["application/json"];

export function loadLoginWays(signal: AbortSignal): Promise<LoginWays> {
  return answerOf(api.GET("/api/identity/login-ways", { signal }));
}

/** Where to send the browser: a page of Pro Santé Connect. */
export async function startFederatedLogin(): Promise<string> {
  return (await answerOf(api.POST("/api/identity/federated-logins"))).url;
}

export function finishFederatedLogin(code: string, state: string): Promise<Session> {
  return answerOf(api.POST("/api/identity/federated-sessions", { body: { code, state } }));
}
