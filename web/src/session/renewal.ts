/** Keeps the access token fresh. One tab renews at a time (Web Locks) and shares what it got with the others. */

import { answerOf, api } from "../api/http";
import { asProblem } from "../api/problem";
import { takeTokensFrom } from "../api/token";
import { activeState, type Session, sessionState, setSessionState } from "./store";

const MARGIN_MS = 20_000;
/** A little more than the idle time after which the server ends a session (LOG-11). */
const IDLE_MS = 30.5 * 60_000;
const LOCK = "mes-session-renewal";
type Message = { kind: "session"; session: Session } | { kind: "ended" };
const tabs = new BroadcastChannel("mes-session");

let idle: ReturnType<typeof setTimeout> | undefined;

function take(session: Session): void {
  setSessionState(activeState(session));
  // After the idle time the session is asked for once more: it is over then, and the page is covered without waiting for
  // a click. Asked for only when it must already have ended, so that looking never keeps it alive.
  clearTimeout(idle);
  idle = setTimeout(() => void renewUnless(() => tokenOf() === null).catch(() => undefined), IDLE_MS);
}

/** A session begins in this tab: the login form calls it, the other tabs hear of it. */
export function beginSession(session: Session): void {
  take(session);
  tabs.postMessage({ kind: "session", session } satisfies Message);
}

const ENDING_MS = 4000;

/** Ends the session on the server and in every tab. The tabs forget it whatever the network says; `onEnd` comes just before. */
export async function endSession(onEnd: () => void = () => undefined): Promise<void> {
  await answerOf(api.DELETE("/api/identity/session", { signal: AbortSignal.timeout(ENDING_MS) })).catch(() => undefined);
  onEnd();
  setSessionState({ status: "anonymous", left: true });
  tabs.postMessage({ kind: "ended" } satisfies Message);
}

/** The server has ended the session by itself, in every tab: forget it here. */
export function forgetSession(): void {
  if (sessionState().status === "anonymous") return;
  setSessionState({ status: "anonymous", left: true });
  tabs.postMessage({ kind: "ended" } satisfies Message);
}

/** Asks once whether the cookie still holds a session. Throws a Problem when nobody can answer. */
export async function resumeSession(): Promise<void> {
  if (sessionState().status === "unknown") await renewUnless(() => sessionState().status !== "unknown");
}

async function renewUnless(alreadyDone: () => boolean): Promise<void> {
  await navigator.locks.request(LOCK, async () => {
    if (alreadyDone()) return;
    try {
      beginSession(await answerOf(api.POST("/api/identity/session/token")));
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (problem.status !== 401 && problem.status !== 403) throw problem;
      forget();
    }
  });
}

function forget(): void {
  const before = sessionState();
  setSessionState(before.status === "active" ? { status: "expired", actor: before.actor } : { status: "anonymous" });
}

function tokenOf(): { token: string; expiresAt: number } | null {
  const state = sessionState();
  return state.status === "active" ? state : null;
}

takeTokensFrom({
  async current() {
    const good = () => (tokenOf()?.expiresAt ?? 0) > Date.now() + MARGIN_MS;
    if (tokenOf() !== null && !good()) await renewUnless(good);
    return tokenOf()?.token ?? null;
  },
  async renew(refused) {
    const replaced = () => tokenOf()?.token !== refused;
    await renewUnless(replaced);
    return tokenOf()?.token ?? null;
  },
});

tabs.onmessage = ({ data }: MessageEvent<Message>) => {
  if (data.kind === "session") {
    const state = sessionState();
    // Another tab may have logged in as somebody else: this tab's page belongs to its own person.
    const sameActor = state.status === "active" || state.status === "expired" ? state.actor.id === data.session.actor.id : true;
    if (sameActor) take(data.session);
    else window.location.reload();
  } else if (sessionState().status === "active") {
    forget();
  }
};
