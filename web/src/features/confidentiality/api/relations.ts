import type { components } from "../../../api/generated/consent";
import { answerOf, api } from "../../../api/http";

export type Relation = components["schemas"]["Relation"];
export type BlockAnswer = components["schemas"]["BlockAnswer"];

export function listProfessionals(record: string, state: "authorized" | "blocked", cursor: string | undefined, signal: AbortSignal) {
  return answerOf(api.GET("/api/consent/records/{record}/professionals", { params: { path: { record }, query: { state, cursor, limit: 50 } }, signal }));
}

/** In the body, so that no address keeps whom one looked for. */
export function searchProfessionals(record: string, state: "authorized" | "blocked", words: string, cursor: string | undefined, signal: AbortSignal) {
  return answerOf(api.POST("/api/consent/records/{record}/professionals/search", { params: { path: { record } }, body: { words, state, cursor, limit: 50 }, signal }));
}

export function blockProfessional(record: string, professional: string): Promise<BlockAnswer> {
  return answerOf(api.PUT("/api/consent/records/{record}/professionals/{professional}/block", { params: { path: { record, professional } } }));
}

export function appointAdministrator(record: string, professional: string): Promise<BlockAnswer> {
  return answerOf(api.PUT("/api/consent/records/{record}/professionals/{professional}/administrator", { params: { path: { record, professional } } }));
}

export function removeAdministrator(record: string, professional: string): Promise<BlockAnswer> {
  return answerOf(api.DELETE("/api/consent/records/{record}/professionals/{professional}/administrator", { params: { path: { record, professional } } }));
}

export function unblockProfessional(record: string, professional: string): Promise<BlockAnswer> {
  return answerOf(api.DELETE("/api/consent/records/{record}/professionals/{professional}/block", { params: { path: { record, professional } } }));
}
