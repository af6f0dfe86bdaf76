import { dayMs } from "#lib/calendar-day.ts";
import type { EventAtTime, Homeserver } from "#matrix/homeserver.ts";
import type { EventId, RoomId } from "#matrix/ids.ts";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";

/** A place in the middle of a room's history from which pages can be read backward, the event itself first. */
export type Anchor = { readonly eventId: EventId; readonly originServerTs: number; readonly token: string };

export type AnchorSearch =
  | { readonly kind: "found"; readonly anchor: Anchor }
  /** The server knows of nothing as old as that. */
  | { readonly kind: "nothing-there" }
  /** The server has no jump-to-date, or none of its answers could be used: the place has to be walked to. */
  | { readonly kind: "no-help" };

type Room = { readonly homeserver: Homeserver; readonly roomId: RoomId };

const tries = 12;

/**
 * Jumps to an event from which pages lead backward over everything that was said up to a time (MSC3030). The answer is a hint:
 * it may name an event of a closed time, one the server cannot show, or one of quite another time. Then the next readable event
 * after that time is tried, which is above what is wanted too; and then the search goes on further back.
 */
export async function anchorAt(room: Room, timestampMs: number): Promise<AnchorSearch> {
  try {
    const hint = await room.homeserver.fetchEventAtTime(room.roomId, timestampMs, "backward");
    if (hint === undefined) return { kind: "nothing-there" };
    const anchor =
      (await usable(room, hint, hint.originServerTs <= timestampMs)) ?? (await anchorAfter(room, timestampMs));
    return anchor === undefined
      ? await searchBack(room, Math.min(timestampMs, hint.originServerTs))
      : { kind: "found", anchor };
  } catch (error) {
    if (lacksJumpToDate(error)) return { kind: "no-help" };
    throw error;
  }
}

/** True for a server that does not know the endpoint at all. */
function lacksJumpToDate(error: unknown): boolean {
  return error instanceof MatrixApiError && error.kind === "unsupported";
}

async function anchorAfter(room: Room, timestampMs: number): Promise<Anchor | undefined> {
  const hint = await room.homeserver.fetchEventAtTime(room.roomId, timestampMs, "forward");
  return hint && usable(room, hint, hint.originServerTs >= timestampMs);
}

/** Gives up where nothing older is known: the steps have gone past whatever there was. */
async function searchBack(room: Room, fromMs: number): Promise<AnchorSearch> {
  let before = fromMs - 1;
  for (let attempt = 1; attempt < tries && before >= 0; attempt += 1) {
    const hint = await room.homeserver.fetchEventAtTime(room.roomId, before, "backward");
    if (hint === undefined) break;
    const anchor = await usable(room, hint, hint.originServerTs <= before);
    if (anchor !== undefined) return { kind: "found", anchor };
    before = Math.min(before, hint.originServerTs) - (dayMs / 24) * 4 ** (attempt - 1);
  }
  return { kind: "no-help" };
}

/** An answer from the wrong side of the time is none: what it names is not even looked at. */
async function usable(
  { homeserver, roomId }: Room,
  hint: EventAtTime,
  isOnItsSide: boolean,
): Promise<Anchor | undefined> {
  const context = isOnItsSide ? await homeserver.fetchContext(roomId, hint.eventId) : undefined;
  return context?.end === undefined ? undefined : { ...hint, token: context.end };
}
