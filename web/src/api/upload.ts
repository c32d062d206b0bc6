/** Uploads with progress: XMLHttpRequest, because fetch cannot say how much has left. */

import { ABORTED, asProblem, NETWORK, OFFLINE, Problem, problemFromAnswer } from "./problem";
import { tokens } from "./token";

export interface Upload {
  url: string;
  form: FormData;
  idempotencyKey?: string;
  /** The tag of the version that was read, when the upload replaces something. */
  ifMatch?: string;
  signal: AbortSignal;
  /** Share sent, from 0 to 1. At 1 the server is still checking the file. */
  onProgress: (share: number) => void;
}

/** Sends the form and gives the JSON answer; throws a Problem. A token that has just expired is renewed once. */
export async function upload<T>(request: Upload): Promise<T> {
  const token = await tokens().current();
  try {
    return await send<T>(request, token);
  } catch (thrown) {
    const problem = asProblem(thrown);
    if (problem.status !== 401 || token === null) throw problem;
    const renewed = await tokens().renew(token);
    if (renewed === null) throw problem;
    return send<T>(request, renewed);
  }
}

function send<T>({ url, form, idempotencyKey, ifMatch, signal, onProgress }: Upload, token: string | null): Promise<T> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open("POST", url);
    xhr.responseType = "json";
    xhr.setRequestHeader("Accept", "application/json, application/problem+json");
    xhr.setRequestHeader("X-Request-Id", crypto.randomUUID());
    if (token !== null) xhr.setRequestHeader("Authorization", `Bearer ${token}`);
    if (idempotencyKey !== undefined) xhr.setRequestHeader("Idempotency-Key", idempotencyKey);
    if (ifMatch !== undefined) xhr.setRequestHeader("If-Match", ifMatch);
    const abort = () => xhr.abort();
    signal.addEventListener("abort", abort, { once: true });
    xhr.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    xhr.onload = () => {
      if (xhr.status >= 200 && xhr.status < 300) resolve(xhr.response as T);
      else reject(problemFromAnswer(xhr.status, xhr.response, (name) => xhr.getResponseHeader(name)));
    };
    xhr.onerror = () => reject(new Problem({ status: 0, code: navigator.onLine ? NETWORK : OFFLINE }));
    xhr.onabort = () => reject(new Problem({ status: 0, code: ABORTED }));
    xhr.onloadend = () => signal.removeEventListener("abort", abort);
    if (signal.aborted) reject(new Problem({ status: 0, code: ABORTED }));
    else xhr.send(form);
  });
}

/** A key for one intention: kept for its retries, new for the next one. */
export function newIdempotencyKey(): string {
  return crypto.randomUUID();
}

/** The key stands already for what an earlier try stored: its answer was lost, and what is sent has been changed since. */
export function isStoredAlready({ code }: Problem): boolean {
  return code === "documents.idempotency-key-reused";
}
