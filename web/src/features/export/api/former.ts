import type { components } from "../../../api/generated/documents";
import { answerOf, api } from "../../../api/http";

export type FormerSpace = components["schemas"]["FormerSpace"];
export type FormerAct = components["schemas"]["FormerAct"];

const SPACES = "/api/documents/records/{record}/former-spaces";

export async function listFormerSpaces(record: string, signal: AbortSignal): Promise<FormerSpace[]> {
  return (await answerOf(api.GET(SPACES, { params: { path: { record } }, signal }))).items;
}

export function listFormerHistory(record: string, former: string, cursor: string | undefined, signal: AbortSignal) {
  return answerOf(api.GET(`${SPACES}/{former}/history`, { params: { path: { record, former }, query: { cursor, limit: 50 } }, signal }));
}
