/** How fast and how patiently a server is asked. Times in milliseconds. */
export type Pace = {
  /** Requests on the way at the same time. */
  readonly parallel: number;
  /** At most this many requests start in any `windowMs`; undefined: no limit. */
  readonly requestsPerWindow: number | undefined;
  readonly windowMs: number;
  /** For one request, its body included. */
  readonly timeoutMs: number;
  /** For requests that may wait for other servers: messages, context, jump-to-date, state. */
  readonly slowTimeoutMs: number;
  /** For a whole file, and for the next byte of it. */
  readonly fileTimeoutMs: number;
  readonly fileStallMs: number;
  /** Files on the way at the same time, and tries of one in this run. */
  readonly parallelFiles: number;
  readonly fileAttempts: number;
  /** The first back-off; doubles with each further attempt, up to `maxBackOffMs`. */
  readonly backOffMs: number;
  readonly maxBackOffMs: number;
  /** After a gateway gave up (504) or our time ran out: the server is probably still at work on the answer. */
  readonly gatewayWaitMs: number;
  /** A server that asks for a longer wait is left alone for this run. */
  readonly maxWaitMs: number;
  /** Tries of one request before it is given up, by what went wrong last. */
  readonly attempts: number;
  readonly rateLimitAttempts: number;
  /** Failures in a row, over all requests, after which none is sent for `restMs`. */
  readonly failuresBeforeRest: number;
  readonly restMs: number;
};

/** About two requests a second with room for a burst: polite without being asked (Synapse limits no reads). */
export const publicPace: Pace = {
  parallel: 1,
  requestsPerWindow: 10,
  windowMs: 5_000,
  timeoutMs: 60_000,
  slowTimeoutMs: 180_000,
  fileTimeoutMs: 900_000,
  fileStallMs: 90_000,
  parallelFiles: 2,
  fileAttempts: 2,
  backOffMs: 1_000,
  maxBackOffMs: 60_000,
  gatewayWaitMs: 30_000,
  maxWaitMs: 300_000,
  attempts: 4,
  rateLimitAttempts: 10,
  failuresBeforeRest: 12,
  restMs: 60_000,
};

/** The same patience, but no pause between requests: one's own server, on one's own machine. */
export const loopbackPace: Pace = { ...publicPace, requestsPerWindow: undefined };

/** Full jitter: anywhere between nothing and the doubled base, so that many clients do not come back together. */
export function backOffMs(attempt: number, pace: Pace, random: () => number): number {
  return Math.ceil(random() * Math.min(pace.maxBackOffMs, pace.backOffMs * 2 ** attempt));
}
