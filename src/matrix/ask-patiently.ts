import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "#lib/progress.ts";
import type { Exchange } from "./exchange.ts";
import { failureMessage, type Asked } from "./failure-message.ts";
import { MatrixApiError } from "./matrix-api-error.ts";
import { nextStepFor, type Failure } from "./next-step.ts";
import type { Pace } from "./pace.ts";
import { serverRest } from "./server-rest.ts";

export type Patience = {
  /** Base address, for messages. */
  readonly server: string;
  readonly log: Log;
  readonly pace: Pace;
  readonly signal: AbortSignal | undefined;
  readonly now: () => number;
  readonly random: () => number;
  /** Takes the token out of what is told. */
  readonly mask: (text: string) => string;
};

export type Answer = { readonly json: unknown; readonly sizeBytes: number };

/** One answer, after as many tries as the pace allows. `path` is for people. Throws `MatrixApiError`. */
export type AskPatiently = (path: string, send: () => Promise<Exchange>) => Promise<Answer>;

/** Waits as told, tries again, and leaves a server in trouble alone for a while. All that one such function asks shares this rest. */
export function patientAsker({ server, log, pace, signal, now, random, mask }: Patience): AskPatiently {
  const rest = serverRest(pace, now);

  return async (path, send) => {
    const asked = { server, what: decodeURIComponent(path.replace(/^\/_matrix\/(?:client\/)?(?:v\d+\/)?/, "")) };
    let tries = { limited: 0, failed: 0 };
    for (;;) {
      await waitForRest(asked);
      const startedMs = now();
      const result = await send();
      const step = nextStepFor(result, tries, { pace, random, nowMs: now() });
      log.debug(mask(`${asked.what}: ${step.kind} after ${Math.round(now() - startedMs)} ms`));
      if (step.kind === "done") {
        rest.noteAnswer();
        return step;
      }
      rest.noteFailure(step.because);
      if (step.kind === "give-up" || rest.isInTrouble()) throw toError(step.because, asked);
      log.warn(
        mask(`${server}: ${step.because.kind} at ${asked.what}, asking again in ${Math.ceil(step.waitMs / 1000)} s`),
      );
      tries = step.tries;
      await pause(step.waitMs, signal);
    }
  };

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

async function pause(waitMs: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(waitMs, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
