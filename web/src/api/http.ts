/** The one place where the application speaks HTTP (uploads with progress are beside it, in upload.ts). */

import createClient, { type Middleware } from "openapi-fetch";
import type { paths as Consent } from "./generated/consent";
import type { paths as Documents } from "./generated/documents";
import type { paths as Identity } from "./generated/identity";
import type { paths as Messaging } from "./generated/messaging";
import type { paths as Notifier } from "./generated/notifier";
import type { paths as Profile } from "./generated/profile";
import { asProblem, problemFromAnswer } from "./problem";
import { tokens } from "./token";

export type Paths = Identity & Documents & Consent & Messaging & Notifier & Profile;

/** Called without a token: they make or renew one, or belong to the public pages. */
const PUBLIC = /^\/api\/(identity\/(identifications|activations|recoveries|oppositions|provisional-codes|logins|login-ways|federated-logins|federated-sessions|session\/token|reactivations|deletions\/)|documents\/limits)/;

/** Adds the token, and once, when the server says it is no longer good, tries again with a new one. */
async function authorizedFetch(request: Request): Promise<Response> {
  if (PUBLIC.test(new URL(request.url).pathname)) return fetch(request);
  const token = await tokens().current();
  const retry = request.clone();
  if (token !== null) request.headers.set("Authorization", `Bearer ${token}`);
  const answer = await fetch(request);
  if (answer.status !== 401 || token === null) return answer;
  const renewed = await tokens().renew(token);
  if (renewed === null) return answer;
  retry.headers.set("Authorization", `Bearer ${renewed}`);
  return fetch(retry);
}

/** One correlation id for each intention of the person, followed to the last consumer. */
const correlation: Middleware = {
  onRequest({ request }) {
    request.headers.set("X-Request-Id", crypto.randomUUID());
    return request;
  },
};

export const api = createClient<Paths>({
  baseUrl: "/",
  fetch: authorizedFetch,
  credentials: "same-origin",
  headers: { Accept: "application/json, application/problem+json" },
});
api.use(correlation);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Gives the answer's body, or throws the Problem. Every call of the application goes through here. */
export async function answerOf<T>(call: Promise<Answer<T>>): Promise<T> {
  return (await wholeAnswerOf(call)).data;
}

/** As `answerOf`, with the response, for those who need its status or ETag. */
export async function wholeAnswerOf<T>(call: Promise<Answer<T>>): Promise<{ data: T; response: Response }> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (thrown) {
    throw asProblem(thrown);
  }
  const { response } = answer;
  if (!response.ok) throw problemFromAnswer(response.status, answer.error, (name) => response.headers.get(name));
  return { data: answer.data as T, response };
}
