import { setTimeout as sleep } from "node:timers/promises";
import PQueue from "p-queue";
import type { Log } from "#lib/progress.ts";
import { endpoints, fillPath, type Endpoint } from "./endpoints.ts";
import { exchange, type Query } from "./exchange.ts";
import { failureMessage } from "./failure-message.ts";
import { MatrixApiError } from "./matrix-api-error.ts";
import { isTrouble, nextStepFor, type Failure } from "./next-step.ts";
import type { Pace } from "./pace.ts";
import { maskFor } from "./secret-mask.ts";

export type RequesterOptions = {
  /** Without trailing slash. */
  readonly baseUrl: string;
  readonly token: string | undefined;
  readonly userAgent: string;
  readonly log: Log;
  readonly pace: Pace;
  /** Aborts requests and waits at once; what is thrown then is its reason. */
  readonly signal: AbortSignal | undefined;
  readonly now: () => number;
  readonly random: () => number;
};

export type Ask = {
  readonly values?: Readonly<Record<string, string>>;
  readonly query?: Query;
  /** For answers that may wait for other servers and may be long. */
  readonly slow?: boolean;
};

export type Requester = {
  readonly baseUrl: string;
  /** Requests sent so far, repeated ones included. */
  readonly requestCount: () => number;
  /** One answer, after as many tries as the pace allows. Throws `MatrixApiError`. */
  readonly request: (endpoint: Endpoint, ask?: Ask) => Promise<{ readonly json: unknown; readonly sizeBytes: number }>;
  /** An answer that cannot be used although it arrived. */
  readonly unusable: (endpoint: Endpoint, problem: string) => MatrixApiError;
};

const longAnswerBytes = 128 * 1024 * 1024;
const shortAnswerBytes = 8 * 1024 * 1024;

/** The one way to a homeserver: a queue with one request on the way, waits as told, retries, and rest for a server in trouble. */
export function openRequester({
  baseUrl,
  token,
  userAgent,
  log,
  pace,
  signal,
  now,
  random,
}: RequesterOptions): Requester {
  const mask = maskFor(token ?? "");
  const queue = new PQueue({
    concurrency: pace.parallel,
    ...(pace.requestsPerWindow === undefined
      ? {}
      : { intervalCap: pace.requestsPerWindow, interval: pace.windowMs, strict: true }),
  });
  /** For each endpoint the name that this server knows, as an index into the table. */
  const knownNames = new Map<Endpoint, number>();
  /** Endpoints that it knows under no name: asked for once, not for every room. */
  const lacks = new Map<Endpoint, MatrixApiError>();
  let requestCount = 0;
  let troubleInARow = 0;
  /** Nobody asks before this time; moved by "slow down" and by trouble. */
  let restUntil = 0;
  let restBecause: Failure | undefined;

  return {
    baseUrl,
    requestCount: () => requestCount,
    request: (endpoint, ask = {}) =>
      queue.add(() => requestByName(endpoint, ask), signal === undefined ? {} : { signal }),
    unusable: (endpoint, problem) =>
      new MatrixApiError(
        mask(`${baseUrl} gave an answer to ${endpoint} that is not as the Matrix specification has it: ${problem}.`),
        {
          kind: "not-matrix",
        },
      ),
  };

  /** Older servers and proxies know some endpoints under unstable names only: the first that works is kept. */
  async function requestByName(endpoint: Endpoint, ask: Ask): ReturnType<Requester["request"]> {
    const lacking = lacks.get(endpoint);
    if (lacking !== undefined) throw lacking;
    const names: readonly string[] = endpoints[endpoint];
    for (let index = knownNames.get(endpoint) ?? 0; ; index += 1) {
      const path = fillPath(names[index] ?? "", ask.values ?? {});
      try {
        const answer = await requestPath(path, ask);
        knownNames.set(endpoint, index);
        return answer;
      } catch (error) {
        if (!(error instanceof MatrixApiError)) throw error;
        if (names.length === 1 || knownNames.has(endpoint) || !isUnknownPath(error)) throw error;
        if (index + 1 < names.length) continue;
        const lacking = new MatrixApiError(error.message, { ...error, kind: "unsupported" });
        lacks.set(endpoint, lacking);
        throw lacking;
      }
    }
  }

  async function requestPath(path: string, { query = {}, slow = false }: Ask): ReturnType<Requester["request"]> {
    const asked = { server: baseUrl, what: decodeURIComponent(path.replace(/^\/_matrix\/client\/(?:v\d+\/)?/, "")) };
    const limits = {
      timeoutMs: slow ? pace.slowTimeoutMs : pace.timeoutMs,
      limitBytes: slow ? longAnswerBytes : shortAnswerBytes,
    };
    let tries = { limited: 0, failed: 0 };
    for (;;) {
      await rest(asked);
      requestCount += 1;
      const startedMs = now();
      const result = await exchange({ baseUrl, token, userAgent, path, query, signal, ...limits });
      const step = nextStepFor(result, tries, { pace, random, nowMs: now() });
      log.debug(mask(`${asked.what}: ${step.kind} after ${Math.round(now() - startedMs)} ms`));
      if (step.kind === "done") {
        troubleInARow = 0;
        return step;
      }
      note(step.because);
      if (step.kind === "give-up" || isInTrouble()) throw toError(step.because, asked);
      log.warn(
        mask(`${baseUrl}: ${step.because.kind} at ${asked.what}, asking again in ${Math.ceil(step.waitMs / 1000)} s`),
      );
      tries = step.tries;
      await pause(step.waitMs);
    }
  }

  function isInTrouble(): boolean {
    return troubleInARow >= pace.failuresBeforeRest;
  }

  /** Remembers trouble for all requests: one room's failures are a reason to spare the server with the next room too. */
  function note(failure: Failure): void {
    troubleInARow = isTrouble(failure) ? troubleInARow + 1 : 0;
    const restMs = Math.max(isInTrouble() ? pace.restMs : 0, failure.retryAfterMs ?? 0);
    if (restMs === 0) return;
    restUntil = Math.max(restUntil, now() + restMs);
    restBecause = failure;
  }

  /** Fails at once where the rest is long: the caller goes on with what needs no server, and comes back another time. */
  async function rest(asked: { server: string; what: string }): Promise<void> {
    const leftMs = restUntil - now();
    if (leftMs <= 0 || restBecause === undefined) return;
    if (isInTrouble() || leftMs > pace.maxWaitMs) throw toError({ ...restBecause, retryAfterMs: leftMs }, asked);
    await pause(leftMs);
  }

  async function pause(waitMs: number): Promise<void> {
    try {
      await sleep(waitMs, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  }

  function toError(failure: Failure, asked: { server: string; what: string }): MatrixApiError {
    const cause = failure.detail === undefined ? undefined : new Error(mask(failure.detail));
    const { kind, status, errcode, retryAfterMs } = failure;
    const masked = errcode === undefined ? undefined : mask(errcode);
    const left = isInTrouble()
      ? ` After ${troubleInARow} failures in a row it is left alone for ${Math.ceil(Math.max(0, restUntil - now()) / 1000)} s.`
      : "";
    return new MatrixApiError(mask(failureMessage(failure, asked) + left), {
      kind,
      status,
      errcode: masked,
      retryAfterMs,
      cause,
    });
  }
}

/** M_UNRECOGNIZED, or the plain 404 of a proxy that passes only some paths on. */
function isUnknownPath(error: MatrixApiError): boolean {
  return (
    error.kind === "unsupported" || (error.kind === "not-matrix" && (error.status === 404 || error.status === 405))
  );
}
