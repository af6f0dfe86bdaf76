import type { Selectable } from "kysely";
import type { CalendarDay } from "#lib/calendar-day.ts";
import type { JsonObject } from "#lib/json.ts";
import type { ShortId } from "#lib/short-id.ts";
import type { EventId, RoomId, UserId } from "#matrix/ids.ts";
import type { VisibilityGrant } from "#matrix/visibility-grant.ts";
import type { RoomKey, RoomRecord, StoredEvent } from "./records.ts";
import type { EventTable, RoomTable } from "./schema.ts";

/** The columns of a joined grant, under names that cannot clash. */
export const grantColumns = [
  "grants.event_id as grant_event_id",
  "grants.visibility as grant_visibility",
  "grants.sender as grant_sender",
  "grants.ts as grant_ts",
] as const;

export type GrantRow = {
  grant_event_id: string | null;
  grant_visibility: string | null;
  grant_sender: string | null;
  grant_ts: number | null;
};

/** undefined: the row has no grant. */
export function toGrant(row: GrantRow): VisibilityGrant | undefined {
  if (row.grant_event_id === null) return undefined;
  return {
    eventId: row.grant_event_id as EventId,
    visibility: row.grant_visibility ?? undefined,
    sender: row.grant_sender as UserId,
    originServerTs: row.grant_ts ?? 0,
  };
}

export function toRoomRecord(row: Selectable<RoomTable> & GrantRow): RoomRecord {
  return {
    key: row.id as RoomKey,
    roomId: row.room_id as RoomId,
    configured: row.configured,
    slug: row.slug,
    title: row.title ?? undefined,
    state: JSON.parse(row.state) as RoomRecord["state"],
    verdict: row.verdict ?? undefined,
    grant: toGrant(row),
    checkedAtMs: row.checked_at ?? undefined,
    cutoffMs: row.cutoff ?? undefined,
    lastSuccessAtMs: row.last_success_at ?? undefined,
    firstCompleteAtMs: row.first_complete_at ?? undefined,
    archivedSinceMs: row.archived_since,
    change: row.change,
    hidesNames: row.hides_names === 1,
    follows: (row.follows ?? undefined) as RoomKey | undefined,
  };
}

/** A row of events with its grant and the id of its room. */
export function toStoredEvent(row: Selectable<EventTable> & GrantRow & { readonly room_id: string }): StoredEvent {
  const grant = toGrant(row);
  if (grant === undefined) throw new Error(`event row ${row.id} has no grant`);
  return {
    event: {
      eventId: row.event_id as EventId,
      roomId: row.room_id as RoomId,
      type: row.type,
      sender: row.sender as UserId,
      originServerTs: row.ts,
      ...(row.state_key === null ? {} : { stateKey: row.state_key }),
      content: JSON.parse(row.content) as JsonObject,
      ...(row.redacts === null ? {} : { redacts: JSON.parse(row.redacts) as EventId[] }),
      redacted: row.redacted === 1,
    },
    shortId: row.short_id as ShortId,
    day: row.day as CalendarDay,
    timestampTrusted: row.ts_trusted === 1,
    part: row.part ?? undefined,
    ...(row.thread_part === null ? {} : { threadPart: row.thread_part }),
    position: row.position,
    eligibleAtMs: row.eligible_at,
    firstSeenAtMs: row.first_seen,
    isEdit: row.is_edit === 1,
    redactedAtMs: row.redacted_at ?? undefined,
    gone: row.gone === 1,
    erased: row.erased === 1,
    hidden: row.hidden === 1,
    grant,
  };
}
