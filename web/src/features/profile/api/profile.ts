import type { components } from "../../../api/generated/profile";
import { answerOf, api } from "../../../api/http";

export type Profile = components["schemas"]["Profile"];
export type Section = components["schemas"]["Section"];
export type SectionCode = components["schemas"]["SectionCode"];
export type Entry = components["schemas"]["Entry"];
export type Content = components["schemas"]["Content"];

export function showProfile(record: string, signal: AbortSignal): Promise<Profile> {
  return answerOf(api.GET("/api/profile/records/{record}", { params: { path: { record } }, signal }));
}

export function addEntry(record: string, section: SectionCode, body: Content, key: string): Promise<Entry> {
  const params = { path: { record, section }, header: { "Idempotency-Key": key } };
  return answerOf(api.POST("/api/profile/records/{record}/sections/{section}/entries", { params, body }));
}

export function changeEntry(record: string, section: SectionCode, { id: item, version }: Entry, body: Content): Promise<Entry> {
  const params = { path: { record, section, item }, header: { "If-Match": `"${version}"` } };
  return answerOf(api.PUT("/api/profile/records/{record}/sections/{section}/entries/{item}", { params, body }));
}

export function removeEntry(record: string, section: SectionCode, item: string): Promise<unknown> {
  return answerOf(api.DELETE("/api/profile/records/{record}/sections/{section}/entries/{item}", { params: { path: { record, section, item } } }));
}

export function declareSection(record: string, section: SectionCode, nothing: boolean): Promise<Section> {
  return answerOf(api.PUT("/api/profile/records/{record}/sections/{section}", { params: { path: { record, section } }, body: { nothing_to_declare: nothing } }));
}
