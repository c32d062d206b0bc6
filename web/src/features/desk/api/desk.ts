import type { components, paths } from "../../../api/generated/identity";
import { answerOf, api } from "../../../api/http";

export type Call = components["schemas"]["DeskCall"];
export type Correction = components["schemas"]["IdentityChange"];
export type Answers = paths["/api/identity/desk/calls"]["post"]["requestBody"]["content"]["application/json"];
export type Proposal = paths["/api/identity/desk/calls/{call}/changes"]["post"]["requestBody"]["content"]["application/json"];
export type Channel = Call["channels"][number]["channel"];

export function openCall(answers: Answers): Promise<Call> {
  return answerOf(api.POST("/api/identity/desk/calls", { body: answers }));
}

export function showCall(call: string, signal: AbortSignal): Promise<Call> {
  return answerOf(api.GET("/api/identity/desk/calls/{call}", { params: { path: { call } }, signal }));
}

export async function sendCode(call: string, channel: Channel): Promise<string> {
  return (await answerOf(api.POST("/api/identity/desk/calls/{call}/codes", { params: { path: { call } }, body: { channel } }))).masked;
}

export function recordOpposition(call: string): Promise<Call> {
  return answerOf(api.POST("/api/identity/desk/calls/{call}/oppositions", { params: { path: { call } }, body: { confirmed: true } }));
}

export function proposeCorrection(call: string, proposal: Proposal): Promise<Correction> {
  return answerOf(api.POST("/api/identity/desk/calls/{call}/changes", { params: { path: { call } }, body: proposal }));
}

export async function listCorrections(signal: AbortSignal): Promise<Correction[]> {
  return (await answerOf(api.GET("/api/identity/desk/changes", { signal }))).items;
}

export function decideCorrection(change: string, decision: "approve" | "refuse"): Promise<Correction> {
  return answerOf(api.POST("/api/identity/desk/changes/{change}/decision", { params: { path: { change } }, body: { decision } }));
}
