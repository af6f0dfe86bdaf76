import { dayMs } from "#lib/calendar-day.ts";
import type { Homeserver } from "#matrix/homeserver.ts";
import type { EventId, RoomId } from "#matrix/ids.ts";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";

/** A place in the middle of a room's history from which pages can be read backward, the event itself first. */
export type Anchor = { readonly eventId: EventId; readonly originServerTs: number; readonly token: string };

const tries = 12;

/**
 * Jumps to the last readable event at or before a time (MSC3030). The answer is a hint: it may name an event of a closed
 * time, or one the server cannot show, and then the search goes on further back. undefined: nothing readable there.
 * Throws `MatrixApiError` of kind "unsupported" when the server has no jump-to-date.
 */
export async function anchorAt(
  { homeserver, roomId }: { homeserver: Homeserver; roomId: RoomId },
  timestampMs: number,
): Promise<Anchor | undefined> {
  let before = timestampMs;
  let stepMs = 1;
  for (let attempt = 0; attempt < tries && before >= 0; attempt += 1) {
    const hint = await homeserver.fetchEventAtTime(roomId, before, "backward");
    if (hint === undefined) return undefined;
    const context = await homeserver.fetchContext(roomId, hint.eventId);
    if (context?.end !== undefined) return { ...hint, token: context.end };
    before = Math.min(before, hint.originServerTs) - stepMs;
    stepMs = stepMs === 1 ? dayMs / 24 : stepMs * 4;
  }
  return undefined;
}

/** True for a server that does not know the endpoint at all. */
export function lacksJumpToDate(error: unknown): boolean {
  return error instanceof MatrixApiError && error.kind === "unsupported";
}
