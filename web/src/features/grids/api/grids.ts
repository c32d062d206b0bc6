import type { components, paths } from "../../../api/generated/consent";
import { answerOf, api } from "../../../api/http";

export type Version = components["schemas"]["GridVersions"]["items"][number];
export type Comparison = components["schemas"]["GridComparison"];
export type Grid = components["schemas"]["Grid"];
export type Proposal = NonNullable<paths["/api/consent/grids"]["post"]["requestBody"]>["content"]["application/json"];
export type GridFile = NonNullable<paths["/api/consent/grids/files"]["post"]["requestBody"]>["content"]["application/json"];
export type Figures = components["schemas"]["RevocationFigures"];

export async function listGrids(signal: AbortSignal): Promise<Version[]> {
  return (await answerOf(api.GET("/api/consent/grids", { signal }))).items;
}

export function compareGrids(before: string, after: string, signal: AbortSignal): Promise<Comparison> {
  return answerOf(api.GET("/api/consent/grids/comparison", { params: { query: { before, after } }, signal }));
}

export function showGrid(signal: AbortSignal): Promise<Grid> {
  return answerOf(api.GET("/api/consent/grid", { signal }));
}

export async function proposeGrid(body: Proposal): Promise<void> {
  await answerOf(api.POST("/api/consent/grids", { body }));
}

/** A whole version. What is in the file the service checks: it may be anything. */
export async function proposeGridFile(body: GridFile): Promise<void> {
  await answerOf(api.POST("/api/consent/grids/files", { body }));
}

export async function approveGrid(version: string): Promise<void> {
  await answerOf(api.PUT("/api/consent/grids/{version}/approval", { params: { path: { version } } }));
}

export async function withdrawGrid(version: string): Promise<void> {
  await answerOf(api.DELETE("/api/consent/grids/{version}/proposal", { params: { path: { version } } }));
}

export function showRevocationFigures(signal: AbortSignal): Promise<Figures> {
  return answerOf(api.GET("/api/consent/revocation-figures", { signal }));
}
