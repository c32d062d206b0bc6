import type { components, paths } from "../../../api/generated/notifier";
import { answerOf, api } from "../../../api/http";

export type Preferences = components["schemas"]["Preferences"];
export type Chosen = NonNullable<paths["/api/notifier/records/{record}/preferences"]["put"]["requestBody"]>["content"]["application/json"];
export type Rhythm = Chosen["sms"];

export function showPreferences(record: string, signal: AbortSignal): Promise<Preferences> {
  return answerOf(api.GET("/api/notifier/records/{record}/preferences", { params: { path: { record } }, signal }));
}

export function savePreferences(record: string, body: Chosen): Promise<Preferences> {
  return answerOf(api.PUT("/api/notifier/records/{record}/preferences", { params: { path: { record } }, body }));
}
