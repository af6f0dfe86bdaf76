import { parseUserId, type EventId, type UserId } from "#matrix/ids.ts";
import { redactsEvents } from "#matrix/redacts-events.ts";
import type { RoomKey } from "#store/records.ts";
import type { RedactingBan, StoreReader } from "#store/store.ts";
import type { JudgedPage } from "./judge-page.ts";
import type { KeepRules } from "./keep-rules.ts";

export type Cleared = {
  /** Events of the page that a ban above them takes back. */
  readonly onPage: ReadonlyMap<EventId, { readonly redactedAtMs: number }>;
  /** The same among what the archive has, for bans that are new on this page. */
  readonly stored: readonly { readonly eventId: EventId; readonly redactedAtMs: number }[];
};

/**
 * A ban with redaction (MSC4293) names no event: everything that its person said before is taken back by it, whether the server
 * redacts that itself or leaves it to its readers. `places` are those of the page's events.
 */
export async function readCleared(
  tx: StoreReader,
  room: RoomKey,
  { page, places, keep }: { page: JudgedPage; places: readonly number[]; keep: KeepRules },
): Promise<Cleared> {
  const fresh = bansOn(page, places);
  const senders = [...new Set(page.events.map(({ event }) => event.sender))];
  const before = await tx.readRedactingBans(room, senders);
  const bans = [...fresh, ...before].filter(({ sender }) => keep.mayRedact(sender));
  if (bans.length === 0) return { onPage: new Map(), stored: [] };

  const onPage = new Map<EventId, { redactedAtMs: number }>();
  for (const [index, { event }] of page.events.entries()) {
    const place = places[index];
    if (place === undefined || event.stateKey !== undefined || event.type === "m.room.redaction") continue;
    const ban = bans.find(({ userId, position }) => userId === event.sender && position > place);
    if (ban !== undefined) onPage.set(event.eventId, { redactedAtMs: ban.originServerTs });
  }
  const stored: { eventId: EventId; redactedAtMs: number }[] = [];
  for (const { userId, sender, position, originServerTs } of fresh) {
    if (!keep.mayRedact(sender)) continue;
    for (const eventId of await tx.readMessagesBefore(room, userId, position))
      stored.push({ eventId, redactedAtMs: originServerTs });
  }
  return { onPage, stored };
}

/** Bans of the page that are public; known ones too, as somebody's power may have changed since. */
function bansOn({ events }: JudgedPage, places: readonly number[]): readonly RedactingBan[] {
  return events.flatMap(({ event }, index) => {
    const userId: UserId | undefined = event.type === "m.room.member" ? parseUserId(event.stateKey) : undefined;
    const position = places[index];
    const isBan = userId !== undefined && userId !== event.sender && redactsEvents(event.content);
    if (!isBan || position === undefined) return [];
    return [{ userId, sender: event.sender, position, originServerTs: event.originServerTs }];
  });
}
