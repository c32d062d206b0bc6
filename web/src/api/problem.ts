/** What went wrong, as the screens know it: the server's stable code; its text only for places no form has a field for. */

export interface FieldProblem {
  field: string;
  code?: string;
  message?: string;
}

interface ProblemDetails {
  status: number;
  code: string;
  correlationId?: string;
  errors?: FieldProblem[];
  retryAfterSeconds?: number;
}

/** Codes made here, for what no server could answer. */
export const NETWORK = "web.network";
export const OFFLINE = "web.offline";
export const ABORTED = "web.aborted";
export const UNREADABLE = "web.unreadable-answer";

export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly correlationId: string | undefined;
  readonly errors: FieldProblem[];
  readonly retryAfterSeconds: number | undefined;

  constructor(details: ProblemDetails) {
    super(details.code);
    this.name = "Problem";
    this.status = details.status;
    this.code = details.code;
    this.correlationId = details.correlationId;
    this.errors = details.errors ?? [];
    this.retryAfterSeconds = details.retryAfterSeconds;
  }

  /** True for what may pass if one simply tries again: no network, a full queue, a service starting. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** Reads an RFC 9457 answer; anything else (a proxy's HTML page) keeps its status only. */
export function problemFromAnswer(status: number, body: unknown, header: (name: string) => string | null): Problem {
  const details = isRecord(body) ? body : {};
  const retryAfter = Number(header("Retry-After"));
  return new Problem({
    status,
    code: typeof details["code"] === "string" ? details["code"] : `http.${status}`,
    correlationId: text(details["correlationId"]) ?? header("X-Request-Id") ?? undefined,
    errors: Array.isArray(details["errors"]) ? details["errors"].flatMap(fieldProblem) : [],
    retryAfterSeconds: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : undefined,
  });
}

/** Turns whatever was thrown into a Problem: our own, an abort, or a connection that failed. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  if (thrown instanceof DOMException && thrown.name === "AbortError") return new Problem({ status: 0, code: ABORTED });
  if (thrown instanceof TypeError) return new Problem({ status: 0, code: navigator.onLine ? NETWORK : OFFLINE });
  return new Problem({ status: 0, code: UNREADABLE });
}

function fieldProblem(entry: unknown): FieldProblem[] {
  if (!isRecord(entry) || typeof entry["field"] !== "string") return [];
  const code = text(entry["code"]), message = text(entry["message"]);
  return [{ field: entry["field"], ...(code !== undefined && { code }), ...(message !== undefined && { message }) }];
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
