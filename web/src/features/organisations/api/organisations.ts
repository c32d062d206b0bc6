import type { components, paths } from "../../../api/generated/identity";
import { answerOf, api } from "../../../api/http";

export type Organisation = components["schemas"]["OrganisationEntry"];
export type OrganisationFile = components["schemas"]["OrganisationFile"];
export type Account = components["schemas"]["MachineAccount"];
export type NewOrganisation = paths["/api/identity/organisations"]["post"]["requestBody"]["content"]["application/json"];
export type NewAccount = paths["/api/identity/organisations/{organisation}/machine-accounts"]["post"]["requestBody"]["content"]["application/json"];
export type KeySet = NewAccount["jwks"];

export function listOrganisations(cursor: string | undefined, signal: AbortSignal) {
  return answerOf(api.GET("/api/identity/organisations", { params: { query: { cursor, limit: 20 } }, signal }));
}

export function registerOrganisation(told: NewOrganisation): Promise<Organisation> {
  return answerOf(api.POST("/api/identity/organisations", { body: told }));
}

export function showOrganisation(organisation: string, signal: AbortSignal): Promise<OrganisationFile> {
  return answerOf(api.GET("/api/identity/organisations/{organisation}", { params: { path: { organisation } }, signal }));
}

export function suspendOrganisation(organisation: string, suspended: boolean): Promise<Organisation> {
  return answerOf(api.PATCH("/api/identity/organisations/{organisation}", { params: { path: { organisation } }, body: { suspended } }));
}

export function registerAccount(organisation: string, told: NewAccount): Promise<Account> {
  return answerOf(api.POST("/api/identity/organisations/{organisation}/machine-accounts", { params: { path: { organisation } }, body: told }));
}

export function suspendAccount(account: string, suspended: boolean): Promise<Account> {
  return answerOf(api.PATCH("/api/identity/machine-accounts/{account}", { params: { path: { account } }, body: { suspended } }));
}

export function replaceKeys(account: string, jwks: KeySet): Promise<Account> {
  return answerOf(api.PUT("/api/identity/machine-accounts/{account}/keys", { params: { path: { account } }, body: { jwks } }));
}

/** The key set written in a text, or null: what it holds is for the server to judge. */
export function keySetOf(text: string): KeySet | null {
  try {
    const told: unknown = JSON.parse(text);
    return typeof told === "object" && told !== null && "keys" in told && Array.isArray(told.keys) ? (told as KeySet) : null;
  } catch {
    return null;
  }
}
