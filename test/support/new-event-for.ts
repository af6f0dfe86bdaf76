import type { RoomId } from "#matrix/ids.ts";
import type { VisibilityGrant } from "#matrix/visibility-grant.ts";
import type { NewEvent } from "#store/records.ts";
import { alice, eventId } from "./ids.ts";
import type { EventDraft } from "./event-draft.ts";

/** When the first crawl of rooms in tests was. */
export const firstSeenMs = Date.parse("2024-01-02T00:00:00Z");

/** The room was opened to the world by alice before anything was said in it. */
export function grantFor(roomId: RoomId): VisibilityGrant {
  return {
    eventId: eventId(`$grant-${roomId.slice(1)}`),
    visibility: "world_readable",
    sender: alice,
    originServerTs: Date.parse("2024-01-01T00:00:00Z"),
  };
}

/** A draft as a crawl hands it to the store; `seenMs`: found by a live walk then, from where it ages. */
export function newEventFor(draft: EventDraft, grant: VisibilityGrant, { seenMs }: { seenMs?: number } = {}): NewEvent {
  const { event, shortId, day, position, timestampTrusted, show } = draft.placed;
  const ageMs = timestampTrusted ? event.originServerTs : Date.parse(day);
  return {
    event,
    shortId,
    day,
    position,
    timestampTrusted,
    eligibleAtMs: Math.max(ageMs, seenMs ?? ageMs),
    firstSeenAtMs: seenMs ?? firstSeenMs,
    redactedAtMs: undefined,
    gone: show === "placeholder" && !event.redacted,
    grant,
  };
}
