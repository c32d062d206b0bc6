import type { components } from "../../../api/generated/identity";
import { answerOf, api } from "../../../api/http";
import { upload } from "../../../api/upload";

export type Import = components["schemas"]["InsuredImport"];
export type Withdrawals = components["schemas"]["HeldWithdrawals"];
export type Decision = "confirm" | "drop";

export function sendFile(file: File, signal: AbortSignal, onProgress: (share: number) => void): Promise<Import> {
  const form = new FormData();
  form.append("file", file);
  return upload<Import>({ url: "/api/identity/insured-imports", form, signal, onProgress });
}

export function listImports(cursor: string | undefined, signal: AbortSignal) {
  return answerOf(api.GET("/api/identity/insured-imports", { params: { query: { cursor, limit: 20 } }, signal }));
}

/** The import with a page of its refused lines; `cursor` from `errors_next`. */
export function showImport(id: string, cursor: string | undefined, signal?: AbortSignal): Promise<Import> {
  return answerOf(api.GET("/api/identity/insured-imports/{import}", { params: { path: { import: id }, query: { cursor, limit: 50 } }, signal }));
}

export function invite(id: string): Promise<Import> {
  return answerOf(api.POST("/api/identity/insured-imports/{import}/invitations", { params: { path: { import: id } } }));
}

export function decideWithdrawals(id: string, decision: Decision): Promise<Import> {
  return answerOf(api.POST("/api/identity/insured-imports/{import}/withdrawals/decision", { params: { path: { import: id } }, body: { decision } }));
}
