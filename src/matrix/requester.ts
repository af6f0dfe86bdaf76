import PQueue from "p-queue";
import type { Log } from "#lib/progress.ts";
import { patientAsker, type Answer } from "./ask-patiently.ts";
import { downloadFile, type Downloaded } from "./download-file.ts";
import type { Endpoint } from "./endpoints.ts";
import { exchange, type Query } from "./exchange.ts";
import { MatrixApiError } from "./matrix-api-error.ts";
import type { Pace } from "./pace.ts";
import { requestByName } from "./request-by-name.ts";
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

/** `toFile` undefined: only whether there is such a file is asked. */
export type FileWish = { readonly toFile: string | undefined; readonly limitBytes: number };

export type Requester = {
  readonly baseUrl: string;
  /** Requests sent so far, repeated ones included. */
  readonly requestCount: () => number;
  /** One answer, after as many tries as the pace allows. Throws `MatrixApiError`. */
  readonly request: (endpoint: Endpoint, ask?: Ask) => Promise<Answer>;
  /** One file, streamed to disk. Throws `MatrixApiError`. */
  readonly download: (values: Readonly<Record<string, string>>, wish: FileWish) => Promise<Downloaded>;
  /** An answer that cannot be used although it arrived. */
  readonly unusable: (endpoint: Endpoint, problem: string) => MatrixApiError;
};

const longAnswerBytes = 128 * 1024 * 1024;
/** How long the server is to wait for another one's file. */
const remoteWaitMs = 20_000;
const shortAnswerBytes = 8 * 1024 * 1024;

/** The one way to a homeserver: a queue with one request on the way, waits as told, retries, and rest for a server in trouble. */
export function openRequester(options: RequesterOptions): Requester {
  const { baseUrl, token, userAgent, log, pace, signal, now, random } = options;
  const mask = maskFor(token ?? "");
  const patience = { server: baseUrl, log, pace, signal, now, random, mask };
  const patiently = patientAsker(patience);
  // Files have a queue and a rest of their own: that another server is slow to hand one over is no trouble of this one.
  const filePace = { ...pace, attempts: pace.fileAttempts, gatewayWaitMs: pace.backOffMs };
  const patientlyForFiles = patientAsker({ ...patience, pace: filePace });
  const queue = new PQueue({ concurrency: pace.parallel, ...windowOf(pace) });
  const fileQueue = new PQueue({ concurrency: pace.parallelFiles, ...windowOf(pace) });
  const queueOptions = signal === undefined ? {} : { signal };
  let requestCount = 0;
  const ask = requestByName(requestPath);
  const askFile = requestByName(downloadPath);

  return {
    baseUrl,
    requestCount: () => requestCount,
    request: (endpoint, details = {}) => queue.add(() => ask(endpoint, details.values ?? {}, details), queueOptions),
    download: async (values, wish) => {
      const { json } = await fileQueue.add(() => askFile("media", values, wish), queueOptions);
      return json as Downloaded;
    },
    unusable: (endpoint, problem) =>
      new MatrixApiError(
        mask(`${baseUrl} gave an answer to ${endpoint} that is not as the Matrix specification has it: ${problem}.`),
        { kind: "not-matrix" },
      ),
  };

  function requestPath(path: string, { query = {}, slow = false }: Ask): Promise<Answer> {
    const timeoutMs = slow ? pace.slowTimeoutMs : pace.timeoutMs;
    const limitBytes = slow ? longAnswerBytes : shortAnswerBytes;
    return patiently(path, () => {
      requestCount += 1;
      return exchange({ baseUrl, token, userAgent, path, query, signal, timeoutMs, limitBytes });
    });
  }

  function downloadPath(path: string, wish: FileWish): Promise<Answer> {
    const { fileTimeoutMs: timeoutMs, fileStallMs: stallMs } = pace;
    const address = new URL(`${baseUrl}${path}?timeout_ms=${remoteWaitMs}&allow_redirect=true`);
    return patientlyForFiles(path, () => {
      requestCount += 1;
      return downloadFile({ address, token, userAgent, signal, ...wish, timeoutMs, stallMs });
    });
  }
}

function windowOf({ requestsPerWindow, windowMs }: Pace): {
  intervalCap?: number;
  interval?: number;
  strict?: boolean;
} {
  return requestsPerWindow === undefined ? {} : { intervalCap: requestsPerWindow, interval: windowMs, strict: true };
}
