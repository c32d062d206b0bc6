import type { Actor } from "../../session/store";

/** What a page is told of where its visitor wanted to go; never an address of the outside, since it is a path of ours. */
export interface Wanted {
  from?: string;
}

const HOME: Record<Actor["role"], string> = { patient: "/accueil", professional: "/pro/recherche", operator: "/ops/imports", support: "/ops/3422" };
/** ACT-37: one of the ways out of the activation; it goes through the first connection, and is asked for by name. */
const CHILDREN = "/profils/ajouter";

/** LOG-12: the first connection ever begins with a welcome, whatever page was asked for; that page comes after it. */
export function destinationOf({ role, first_login: first }: Pick<Actor, "role" | "first_login">, { from }: Wanted): { to: string; state?: Wanted } {
  if (role === "patient" && first && from !== CHILDREN) return { to: "/bienvenue", state: { from } };
  return { to: from ?? HOME[role] };
}
