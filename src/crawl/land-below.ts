import type { MessagesPage } from "#matrix/homeserver.ts";
import type { EventId } from "#matrix/ids.ts";
import { fetchPage, isUndeliverable } from "./fetch-page.ts";
import type { WalkContext } from "./walk.ts";

export type SweepLanding =
  /** The archive has nothing below, so nothing is left to ask for. */
  | { readonly kind: "nothing-below" }
  /** None of the places that were tried can be read. `newerTs`: when the newest known event below was sent. */
  | { readonly kind: "none"; readonly newerTs: number }
  | {
      readonly kind: "landed";
      /** The first event of the page. */
      readonly eventId: EventId;
      /** Place of the event above it. */
      readonly cursor: number | undefined;
      readonly page: MessagesPage;
      /** Events between the two pages that the server does not know when it is asked for them alone. */
      readonly absent: readonly EventId[];
      /** Times of the other known events between the two pages, for which nobody asked. undefined: there are none. */
      readonly skipped: { readonly newerTs: number; readonly olderTs: number } | undefined;
    };

/** How many known events are left out in turn: few first, so that little goes unasked. */
const steps = [0, 1, 2, 3, 5, 20, 80, 320, 1280, 5120, 20_480, 81_920, 327_680];

/**
 * The next place of known history from which pages can be read, below an event where they could not. It goes by what the archive
 * has: it does not need a server that can jump to a date.
 */
export async function landBelow(context: WalkContext, eventId: EventId): Promise<SweepLanding> {
  const { store, key, roomId, homeserver } = context;
  const mark = (await store.readKnown(key, [eventId])).get(eventId)?.position ?? Number.MIN_SAFE_INTEGER;
  const newest = await store.readEventBelow(key, mark, { skip: 0 });
  if (newest === undefined) return { kind: "nothing-below" };
  const absent: EventId[] = [];
  for (const skip of steps) {
    const known = await store.readEventBelow(key, mark, { skip });
    if (known === undefined) break;
    try {
      const there = await homeserver.fetchContext(roomId, known.eventId);
      if (there === undefined) absent.push(known.eventId);
      if (there?.end === undefined) continue;
      const page = await fetchPage(context, there.end);
      const { above: cursor } = await store.readPositionAround(key, known.position);
      const skipped =
        skip === absent.length ? undefined : { newerTs: newest.originServerTs, olderTs: known.originServerTs };
      return { kind: "landed", eventId: known.eventId, cursor, page, absent, skipped };
    } catch (error) {
      if (!isUndeliverable(error)) throw error;
    }
  }
  return { kind: "none", newerTs: newest.originServerTs };
}
