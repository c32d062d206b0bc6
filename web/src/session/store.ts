/** Who is logged in, in this tab: a small store that React reads through `useSession`. */

import { useSyncExternalStore } from "react";
import { sessionRevived } from "../api/revival";
import { profileInAddress } from "./profile";
import type { components } from "../api/generated/identity";

export type Session = components["schemas"]["Session"];
export type Actor = components["schemas"]["Actor"];

export type SessionState =
  /** Not asked yet: the cookie may hold a session. */
  | { status: "unknown" }
  /** `left`: by logging out here, so there is no page to come back to. */
  | { status: "anonymous"; left?: boolean }
  | { status: "active"; actor: Actor; token: string; expiresAt: number }
  /** It was active in this tab and has ended: the page stays, the person logs in again over it. */
  | { status: "expired"; actor: Actor };

let state: SessionState = { status: "unknown" };
const listeners = new Set<() => void>();

export function sessionState(): SessionState {
  return state;
}

export function setSessionState(next: SessionState): void {
  const revived = state.status === "expired" && next.status === "active";
  state = next;
  listeners.forEach((listener) => listener());
  if (revived) sessionRevived();
}

/** Takes a session answered by identity; `now` in milliseconds. */
export function activeState(session: Session, now: number = Date.now()): SessionState {
  return { status: "active", actor: session.actor, token: session.access_token, expiresAt: now + session.expires_in * 1000 };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSession(): SessionState {
  return useSyncExternalStore(subscribe, sessionState);
}

/** The person acting; only under a SessionGate, which shows its children to a known actor alone. */
export function useActor(): Actor {
  const current = useSession();
  if (current.status !== "active" && current.status !== "expired") throw new Error("useActor outside a SessionGate");
  return current.actor;
}

/** The record whose pages these are: the person's own, or that of a child they act for (MIN-12). */
export function useOwnRecord(): string {
  const { record } = useActor();
  if (record === null) throw new Error("useOwnRecord outside the patient's space");
  return profileInAddress ?? record;
}
