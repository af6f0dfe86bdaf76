import { assertNever } from "#lib/assert-never.ts";
import { isCertificateCode, type TransportFailure } from "./bounded-fetch.ts";
import type { Exchange } from "./exchange.ts";
import type { MatrixFailure } from "./matrix-api-error.ts";
import { backOffMs, type Pace } from "./pace.ts";
import { parseRetryAfterMs } from "./retry-after.ts";

/** Why a request failed, before it is put into words. */
export type Failure = {
  readonly kind: MatrixFailure;
  readonly status?: number | undefined;
  readonly errcode?: string | undefined;
  /** The server's own words, or the system's. */
  readonly detail?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly transport?: TransportFailure | undefined;
};

export type NextStep =
  | { readonly kind: "done"; readonly json: unknown; readonly sizeBytes: number }
  /** Sleep, then send the very same request again: a smaller `limit` costs the server as much. */
  | { readonly kind: "wait"; readonly waitMs: number; readonly because: Failure; readonly tries: Tries }
  | { readonly kind: "give-up"; readonly because: Failure };

/** How often one request ended in "slow down", and how often it failed otherwise. */
export type Tries = { readonly limited: number; readonly failed: number };

/** What to do after an exchange, given the tries before it. */
export function nextStepFor(
  exchange: Exchange,
  before: Tries,
  { pace, random, nowMs }: { pace: Pace; random: () => number; nowMs: number },
): NextStep {
  if (exchange.kind === "answer") return { kind: "done", json: exchange.json, sizeBytes: exchange.sizeBytes };
  const because = failureOf(exchange, nowMs);
  const patience = patienceFor(because);
  const isLimited = because.kind === "rate-limited";
  const tries = { limited: before.limited + (isLimited ? 1 : 0), failed: before.failed + (isLimited ? 0 : 1) };
  const [tried, allowed] = isLimited ? [tries.limited, pace.rateLimitAttempts] : [tries.failed, pace.attempts];
  if (patience === "none" || tried >= allowed) return { kind: "give-up", because };
  const leastMs = because.retryAfterMs ?? leastWaitMs(patience, pace);
  const jitterMs = backOffMs(tried - 1, pace, random);
  const waitMs = because.retryAfterMs === undefined ? leastMs + jitterMs : Math.max(leastMs, jitterMs);
  return waitMs > pace.maxWaitMs ? { kind: "give-up", because } : { kind: "wait", waitMs, because, tries };
}

/** True for what counts towards leaving a server alone: it or the way to it is in trouble. */
export function isTrouble(failure: Failure): boolean {
  return ["unreachable", "timeout", "server-error"].includes(failure.kind);
}

type Patience = "none" | "short" | "limited" | "gateway";

function patienceFor(failure: Failure): Patience {
  switch (failure.kind) {
    case "rate-limited":
      return "limited";
    case "timeout":
      return "gateway";
    case "server-error":
      return failure.status !== undefined && gatewayTimeouts.has(failure.status) ? "gateway" : "short";
    case "unreachable":
      return isCertificateProblem(failure) ? "none" : "short";
    case "not-matrix":
    case "too-large":
    case "unauthorized":
    case "forbidden":
    case "not-found":
    case "unsupported":
    case "bad-request":
      return "none";
    default:
      return assertNever(failure.kind);
  }
}

function leastWaitMs(patience: Patience, pace: Pace): number {
  if (patience === "gateway") return pace.gatewayWaitMs;
  return patience === "limited" ? pace.backOffMs : 0;
}

/** "Took too long", said by a proxy: 524 and 522 are Cloudflare's. */
const gatewayTimeouts = new Set([408, 504, 522, 524]);

/** Refusals that are about our account, not about the room: nothing may be concluded from them about a room. */
const accountProblems = new Set([
  "M_MISSING_TOKEN",
  "M_UNKNOWN_TOKEN",
  "M_GUEST_ACCESS_FORBIDDEN",
  "M_CONSENT_NOT_GIVEN",
  "M_USER_LOCKED",
  "M_USER_SUSPENDED",
  "M_USER_DEACTIVATED",
  "M_RESOURCE_LIMIT_EXCEEDED",
  "M_TERMS_NOT_SIGNED",
]);

function failureOf(exchange: Exclude<Exchange, { kind: "answer" }>, nowMs: number): Failure {
  if (exchange.kind === "failure") return transportFailure(exchange.failure);
  if (exchange.kind === "not-json") {
    // JSON that breaks off is an answer that was cut on its way; a web page is the wrong address.
    return exchange.isHtml
      ? { kind: "not-matrix", status: exchange.status, detail: "a web page" }
      : { kind: "server-error", status: exchange.status, detail: "the answer is not complete JSON" };
  }
  const { status, body } = exchange;
  const errcode = clippedText(body?.["errcode"]);
  const detail = clippedText(body?.["error"]);
  const retryAfterMs = parseRetryAfterMs(exchange.headers, body, nowMs);
  return { kind: refusalKind(status, errcode), status, errcode, detail, retryAfterMs };
}

/** Longest piece of a server's own words that is shown, in characters. */
const wordsLimit = 300;

function clippedText(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  return value.length <= wordsLimit ? value : `${value.slice(0, wordsLimit).toWellFormed()}…`;
}

function refusalKind(status: number, errcode: string | undefined): MatrixFailure {
  if (status === 429 || errcode === "M_LIMIT_EXCEEDED") return "rate-limited";
  if (errcode === "M_UNRECOGNIZED") return "unsupported";
  if (status >= 500 || status === 408) return "server-error";
  if (errcode === undefined) return "not-matrix";
  if (status === 401 || accountProblems.has(errcode)) return "unauthorized";
  if (status === 403) return "forbidden";
  return status === 404 && errcode === "M_NOT_FOUND" ? "not-found" : "bad-request";
}

function transportFailure(failure: TransportFailure): Failure {
  const kind = failure.kind === "redirected" ? "not-matrix" : failure.kind;
  return { kind, transport: failure, detail: failure.kind === "unreachable" ? failure.detail : undefined };
}

function isCertificateProblem(failure: Failure): boolean {
  const code = failure.transport?.kind === "unreachable" ? failure.transport.code : undefined;
  return code !== undefined && isCertificateCode(code);
}
