import { setTimeout as sleep } from "node:timers/promises";
import PQueue from "p-queue";
import type { Log } from "#lib/progress.ts";
import type { Endpoint } from "./endpoints.ts";
import { exchange, type Query } from "./exchange.ts";
import { failureMessage, type Asked } from "./failure-message.ts";
import { MatrixApiError } from "./matrix-api-error.ts";
import { nextStepFor, type Failure } from "./next-step.ts";
import type { Pace } from "./pace.ts";
import { requestByName } from "./request-by-name.ts";
import { maskFor } from "./secret-mask.ts";
import { serverRest } from "./server-rest.ts";

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

export type Answer = { readonly json: unknown; readonly sizeBytes: number };

export type Requester = {
  readonly baseUrl: string;
  /** Requests sent so far, repeated ones included. */
  readonly requestCount: () => number;
  /** One answer, after as many tries as the pace allows. Throws `MatrixApiError`. */
  readonly request: (endpoint: Endpoint, ask?: Ask) => Promise<Answer>;
  /** An answer that cannot be used although it arrived. */
  readonly unusable: (endpoint: Endpoint, problem: string) => MatrixApiError;
};

const longAnswerBytes = 128 * 1024 * 1024;
const shortAnswerBytes = 8 * 1024 * 1024;

/** The one way to a homeserver: a queue with one request on the way, waits as told, retries, and rest for a server in trouble. */
export function openRequester(options: RequesterOptions): Requester {
  const { baseUrl, token, userAgent, log, pace, signal, now, random } = options;
  const mask = maskFor(token ?? "");
  const rest = serverRest(pace, now);
  const queue = new PQueue({ concurrency: pace.parallel, ...windowOf(pace) });
  const queueOptions = signal === undefined ? {} : { signal };
  let requestCount = 0;
  const ask = requestByName(requestPath);

  return {
    baseUrl,
    requestCount: () => requestCount,
    request: (endpoint, details = {}) => queue.add(() => ask(endpoint, details.values ?? {}, details), queueOptions),
    unusable: (endpoint, problem) =>
      new MatrixApiError(
        mask(`${baseUrl} gave an answer to ${endpoint} that is not as the Matrix specification has it: ${problem}.`),
        { kind: "not-matrix" },
      ),
  };

  async function requestPath(path: string, { query = {}, slow = false }: Ask): Promise<Answer> {
    const timeoutMs = slow ? pace.slowTimeoutMs : pace.timeoutMs;
    const limitBytes = slow ? longAnswerBytes : shortAnswerBytes;
    const asked = { server: baseUrl, what: decodeURIComponent(path.replace(/^\/_matrix\/client\/(?:v\d+\/)?/, "")) };
    let tries = { limited: 0, failed: 0 };
    for (;;) {
      await waitForRest(asked);
      requestCount += 1;
      const startedMs = now();
      const result = await exchange({ baseUrl, token, userAgent, path, query, signal, timeoutMs, limitBytes });
      const step = nextStepFor(result, tries, { pace, random, nowMs: now() });
      log.debug(mask(`${asked.what}: ${step.kind} after ${Math.round(now() - startedMs)} ms`));
      if (step.kind === "done") {
        rest.noteAnswer();
        return step;
      }
      rest.noteFailure(step.because);
      if (step.kind === "give-up" || rest.isInTrouble()) throw toError(step.because, asked);
      log.warn(
        mask(`${baseUrl}: ${step.because.kind} at ${asked.what}, asking again in ${Math.ceil(step.waitMs / 1000)} s`),
      );
      tries = step.tries;
      await pause(step.waitMs, signal);
    }
  }

  /** Fails at once where the rest is long: the caller goes on with what needs no server, and comes back another time. */
  async function waitForRest(asked: Asked): Promise<void> {
    const current = rest.current();
    if (current === undefined) return;
    const { leftMs, because } = current;
    if (rest.isInTrouble() || leftMs > pace.maxWaitMs) throw toError({ ...because, retryAfterMs: leftMs }, asked);
    await pause(leftMs, signal);
  }

  function toError(failure: Failure, asked: Asked): MatrixApiError {
    const { kind, status, errcode, detail, retryAfterMs } = failure;
    return new MatrixApiError(mask(failureMessage(failure, asked) + restNote()), {
      kind,
      status,
      errcode: errcode === undefined ? undefined : mask(errcode),
      retryAfterMs,
      // Only its words: the error objects of network and SDK may hold what was sent.
      cause: detail === undefined ? undefined : new Error(mask(detail)),
    });
  }

  function restNote(): string {
    if (!rest.isInTrouble()) return "";
    const leftMs = rest.current()?.leftMs ?? 0;
    return ` After ${rest.failuresInARow()} failures in a row it is left alone for ${Math.ceil(leftMs / 1000)} s.`;
  }
}

function windowOf({ requestsPerWindow, windowMs }: Pace): {
  intervalCap?: number;
  interval?: number;
  strict?: boolean;
} {
  return requestsPerWindow === undefined ? {} : { intervalCap: requestsPerWindow, interval: windowMs, strict: true };
}

async function pause(waitMs: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(waitMs, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
