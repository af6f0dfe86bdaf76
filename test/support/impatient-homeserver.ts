import assert from "node:assert/strict";
import { inspect } from "node:util";
import type { Homeserver } from "#matrix/homeserver.ts";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";
import { openHomeserver, type HomeserverOptions } from "#matrix/open-homeserver.ts";
import type { Pace } from "#matrix/pace.ts";

/** Waits of milliseconds where real ones take seconds. */
const quickPace: Partial<Pace> = {
  timeoutMs: 10_000,
  slowTimeoutMs: 10_000,
  fileTimeoutMs: 10_000,
  fileStallMs: 10_000,
  backOffMs: 4,
  maxBackOffMs: 40,
  gatewayWaitMs: 10,
  maxWaitMs: 5_000,
  restMs: 150,
};

export const testToken = "syt_cmVhZGVy_secret+token/of=the_reader";

/** What a client wrote to its log, joined. */
export type Written = { readonly lines: string[] };

/** A client with short waits that keeps what it logs. */
export async function impatientHomeserver(
  url: string,
  options: Partial<HomeserverOptions> = {},
): Promise<Homeserver & Written> {
  const lines: string[] = [];
  const write = (line: string): void => {
    lines.push(line);
  };
  const homeserver = await openHomeserver({
    url,
    token: testToken,
    contact: "mailto:archive@example.org",
    version: "0.1.0",
    log: { info: write, warn: write, debug: write },
    ...options,
    pace: { ...quickPace, ...options.pace },
  });
  return Object.defineProperties({ lines } as Homeserver & Written, Object.getOwnPropertyDescriptors(homeserver));
}

/** What a request failed with, looked over for the token down to its last property. */
export async function failureOf(ask: Promise<unknown>): Promise<MatrixApiError> {
  const error: unknown = await ask.then(
    () => assert.fail("it was answered"),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof MatrixApiError, inspect(error));
  assert.ok(!inspect(error, { depth: 9, showHidden: true }).includes(testToken));
  return error;
}
