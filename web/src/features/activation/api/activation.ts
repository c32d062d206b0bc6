import type { paths } from "../../../api/generated/identity";
import { answerOf, api } from "../../../api/http";

type Body<P extends keyof paths> = paths[P] extends { post: { requestBody: { content: { "application/json": infer B } } } } ? B : never;
type Created<P extends keyof paths, S extends number> = paths[P] extends { post: { responses: infer R } }
  ? S extends keyof R ? (R[S] extends { content: { "application/json": infer A } } ? A : never) : never
  : never;

export type Identification = Created<"/api/identity/identifications", 200>;
export type Opposition = Created<"/api/identity/oppositions", 201>;
export type Contact = Identification["contact"];
export type Channel = "email" | "sms";

export function identify(body: Body<"/api/identity/identifications">): Promise<Identification> {
  return answerOf(api.POST("/api/identity/identifications", { body }));
}

export function activate(body: Body<"/api/identity/activations">): Promise<{ given_name: string }> {
  return answerOf(api.POST("/api/identity/activations", { body }));
}

export function oppose(ticket: string): Promise<Opposition> {
  return answerOf(api.POST("/api/identity/oppositions", { body: { ticket } }));
}

export function recover(body: Body<"/api/identity/recoveries">): Promise<{ given_name: string }> {
  return answerOf(api.POST("/api/identity/recoveries", { body }));
}

export function requestProvisionalCode(body: Body<"/api/identity/provisional-codes">): Promise<unknown> {
  return answerOf(api.POST("/api/identity/provisional-codes", { body }));
}
