import { orderOf } from "#sample/room-log.ts";
import type { LogEntry } from "#sample/room-log.ts";
import { Refusal } from "#sample/refusal.ts";

/**
 * A place between two events, as an opaque text like Synapse's: everything up to a depth and arrival lies before it. What
 * follows `~` only makes a token differ from another one for the same place.
 */
export function tokenAfter({ depth, arrival }: Pick<LogEntry, "depth" | "arrival">): string {
  return `t${depth}-${arrival}_0_0`;
}

export function tokenBefore({ depth, arrival }: LogEntry): string {
  return tokenAfter({ depth, arrival: arrival - 1 });
}

/** The order of the last event before the token's place. */
export function orderOfToken(token: string): number {
  const match = /^t(\d+)-(\d+)_0_0(?:~\d+)?$/.exec(token);
  if (match === null) throw new Refusal(400, "M_UNKNOWN", "Invalid token");
  return orderOf({ depth: Number(match[1]), arrival: Number(match[2]) });
}

/** Another token for the same place. */
export function tokenVariant(token: string, variant: number): string {
  return `${token.split("~")[0]}~${variant}`;
}
