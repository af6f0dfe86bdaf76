import { isTrouble, type Failure } from "./next-step.ts";
import type { Pace } from "./pace.ts";

/** Whether a server is to be left alone for a while. All requests share it: what failed for one room spares the server for the next. */
export type ServerRest = {
  readonly noteAnswer: () => void;
  readonly noteFailure: (failure: Failure) => void;
  /** True after so many failures in a row that asking on would make it worse. */
  readonly isInTrouble: () => boolean;
  readonly failuresInARow: () => number;
  /** How long to wait before the next request, and why; undefined: no need to. */
  readonly current: () => { readonly leftMs: number; readonly because: Failure } | undefined;
};

/**
 * Counts failures and keeps "slow down" times. After `failuresBeforeRest` failures in a row nothing is asked for `restMs`; then one
 * request is tried, and its failure begins the rest anew.
 */
export function serverRest({ failuresBeforeRest, restMs }: Pace, now: () => number): ServerRest {
  let failuresInARow = 0;
  let restUntil = 0;
  let because: Failure | undefined;
  const isInTrouble = (): boolean => failuresInARow >= failuresBeforeRest;

  return {
    isInTrouble,
    failuresInARow: () => failuresInARow,
    noteAnswer: () => {
      failuresInARow = 0;
    },
    noteFailure: (failure) => {
      failuresInARow = isTrouble(failure) ? failuresInARow + 1 : 0;
      const ownRestMs = Math.max(isInTrouble() ? restMs : 0, failure.retryAfterMs ?? 0);
      if (ownRestMs === 0) return;
      restUntil = Math.max(restUntil, now() + ownRestMs);
      because = failure;
    },
    current: () => {
      const leftMs = restUntil - now();
      return leftMs <= 0 || because === undefined ? undefined : { leftMs, because };
    },
  };
}
