import type { JsonObject } from "#lib/json.ts";
import { shortIdFor } from "#lib/short-id.ts";
import type { EventId } from "#matrix/ids.ts";
import { parseRelation } from "#matrix/relations.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import { withoutPrivateParts } from "#publication/private-by-nature.ts";
import type { Reason } from "#publication/verdict.ts";
import type { KnownEvent, NewEvent, RoomKey } from "#store/records.ts";
import type { StoreReader, StoreWriter } from "#store/store.ts";
import { dateEvents } from "./date-events.ts";
import type { JudgedPage } from "./judge-page.ts";
import { readOffRecordBefore, readWithheld, type KeepRules } from "./keep-rules.ts";
import { placeEvents } from "./place-events.ts";
import { readCleared } from "./read-cleared.ts";
import { readRemoved } from "./read-removed.ts";
import { writeTold } from "./write-told.ts";

type Transaction = StoreReader & StoreWriter;

export type IngestedPage = {
  readonly stored: number;
  /** Why some of these came without their content, one entry each. */
  readonly withheld: readonly Reason[];
  /** Known events whose content left the archive because the server delivers it no more, or came back to it. */
  readonly changed: number;
  /** Places of the page's events as they are now, newest first, with what was known before. */
  readonly places: readonly { readonly position: number; readonly known: boolean }[];
  readonly oldestTs: number | undefined;
};

export type IngestOptions = {
  /** Place of the event just above this page; undefined: the page is the first of its walk. */
  readonly cursor: number | undefined;
  /** Where a new span begins when none of its events has a known neighbour. */
  readonly base: number;
  readonly crawlStartMs: number;
  /** True for what a live walk finds after the room's first complete crawl: its delay counts from its first sight. */
  readonly agesFromFirstSight: boolean;
  readonly newerTs: number | undefined;
  /** What is kept without its content, and whose marks count. */
  readonly keep: KeepRules;
};

/** Writes one judged page, newest first: new events with day and place, redactions, and what has become empty. */
export async function ingestPage(
  tx: Transaction,
  room: RoomKey,
  page: JudgedPage,
  { cursor, base, crawlStartMs, agesFromFirstSight, newerTs, keep }: IngestOptions,
): Promise<IngestedPage> {
  const ids = page.events.map(({ event }) => event.eventId);
  const known = await tx.readKnown(room, ids);
  const slots = page.events.map(({ event }) => ({ position: known.get(event.eventId)?.position }));
  const places = await placeEvents(tx, room, slots, { cursor, base });
  const dated = dateEvents(
    page.events.map(({ event }) => event),
    { newerTs, crawlStartMs },
  );
  const cleared = await readCleared(tx, room, { page, places, keep });
  const erasures = new Map([...cleared.onPage, ...(await readErasures(tx, room, page))]);
  const days = page.events.flatMap(({ event }, index) => {
    const day = known.get(event.eventId)?.day ?? dated[index]?.day;
    return day === undefined ? [] : [{ event, day }];
  });
  const removed = await readRemoved(tx, room, days);
  const withheld = await readWithheld(tx, room, page, keep);
  const isOut = (id: EventId) => removed.has(id) || withheld.has(id);

  const salt = await tx.readShortIdSalt(room);
  const fresh: NewEvent[] = [];
  for (const [index, { event, grant }] of page.events.entries()) {
    const date = dated[index];
    const position = places[index];
    if (grant === undefined || known.has(event.eventId) || date === undefined || position === undefined) continue;
    const redaction = erasures.get(event.eventId);
    const erased = isOut(event.eventId);
    const kept = toStoredContent(event, redaction !== undefined);
    fresh.push({
      event: erased ? { ...kept, content: protectedContent(event) } : kept,
      erased,
      shortId: shortIdFor(event.eventId, salt),
      day: date.day,
      timestampTrusted: date.timestampTrusted,
      position,
      eligibleAtMs: agesFromFirstSight ? Math.max(date.ageFromMs, crawlStartMs) : date.ageFromMs,
      firstSeenAtMs: crawlStartMs,
      redactedAtMs: redaction?.redactedAtMs,
      gone: isEmptied(event),
      grant,
      // Told here, since its content may have been taken away above.
      isEdit: parseRelation(event)?.kind === "replace",
    });
  }
  await tx.writeEvents(room, fresh);
  // Edits that came before what they edit go with it, and so does what the removal met in the archive under another day.
  await tx.writeErased(room, [
    ...[...removed].filter((id) => known.get(id)?.erased !== true),
    ...[...withheld.keys()].filter((id) => known.get(id)?.erased === false),
    ...(await readOffRecordBefore(tx, room, page, withheld)),
  ]);
  await writeTold(tx, room, page, { known, keep });
  const restored = [...restorable(page, known, isOut), ...returned(page, known, isOut)].map((event) =>
    toStoredContent(event, erasures.has(event.eventId)),
  );
  await tx.writeRestored(room, restored);
  const redactions = [...newlyRedacted(page, known), ...cleared.stored, ...redactionsOn(page)];
  const redacted = await tx.writeRedactions(room, [...new Map(redactions.map((one) => [one.eventId, one])).values()]);
  const gone = newlyGone(page, known);
  await tx.writeGone(room, gone);
  return {
    stored: fresh.length,
    withheld: fresh.flatMap(({ event, erased }) => (erased === true ? [withheld.get(event.eventId) ?? "removed"] : [])),
    changed: redacted + gone.length + restored.length,
    places: places.map((position, index) => ({ position, known: slots[index]?.position !== undefined })),
    oldestTs: dated.at(-1)?.ageFromMs,
  };
}

type Erasure = { readonly redactedAtMs: number | undefined };

/** Events of the page that must not bring their content: redacted here or earlier, or edits of what was redacted. */
async function readErasures(tx: Transaction, room: RoomKey, page: JudgedPage): Promise<ReadonlyMap<EventId, Erasure>> {
  const editedBy = new Map<EventId, EventId>();
  for (const { event } of page.events) {
    const relation = parseRelation(event);
    if (relation?.kind === "replace") editedBy.set(event.eventId, relation.target);
  }
  const ids = page.events.map(({ event }) => event.eventId);
  const recorded = new Map(await tx.readRedactions(room, [...ids, ...editedBy.values()]));
  for (const { event } of page.events)
    if (event.redacted && !recorded.has(event.eventId)) recorded.set(event.eventId, undefined);
  for (const { eventId, redactedAtMs } of redactionsOn(page)) recorded.set(eventId, redactedAtMs);
  const erasures = new Map<EventId, Erasure>();
  for (const id of ids) {
    const target = editedBy.get(id);
    if (recorded.has(id)) erasures.set(id, { redactedAtMs: recorded.get(id) });
    else if (target !== undefined && recorded.has(target)) erasures.set(id, { redactedAtMs: recorded.get(target) });
  }
  return erasures;
}

/** Redaction events of the page that were public themselves. Servers hold back those that were not allowed. */
function redactionsOn(page: JudgedPage): { eventId: EventId; redactedAtMs: number }[] {
  return page.events.flatMap(({ event, grant }) =>
    event.type === "m.room.redaction" && grant !== undefined
      ? (event.redacts ?? []).map((eventId) => ({ eventId, redactedAtMs: event.originServerTs }))
      : [],
  );
}

/**
 * Events that the server delivers redacted and the archive does not know as such. When and by whom may be from closed times
 * and is not asked. New ones are among them, since their edits come with their wording from servers that keep it.
 */
function newlyRedacted(
  page: JudgedPage,
  known: ReadonlyMap<EventId, KnownEvent>,
): { eventId: EventId; redactedAtMs: undefined }[] {
  return page.events
    .filter(({ event }) => event.redacted && known.get(event.eventId)?.redacted !== true)
    .map(({ event }) => ({ eventId: event.eventId, redactedAtMs: undefined }));
}

function newlyGone(page: JudgedPage, known: ReadonlyMap<EventId, KnownEvent>): EventId[] {
  return page.events
    .filter(({ event }) => isEmptied(event) && known.get(event.eventId)?.gone === false)
    .map(({ event }) => event.eventId);
}

/** What was erased once and that nothing keeps out any more: only now is its content at hand again. */
function restorable(
  page: JudgedPage,
  known: ReadonlyMap<EventId, KnownEvent>,
  isOut: (id: EventId) => boolean,
): readonly RoomEvent[] {
  return page.events
    .map(({ event }) => event)
    .filter(({ eventId }) => known.get(eventId)?.erased === true && !isOut(eventId));
}

/** What the server had emptied and delivers whole again. */
function returned(
  page: JudgedPage,
  known: ReadonlyMap<EventId, KnownEvent>,
  isOut: (id: EventId) => boolean,
): readonly RoomEvent[] {
  return page.events.flatMap(({ event }) => {
    const before = known.get(event.eventId);
    const isBack = before?.gone === true && !before.erased && !before.redacted && !event.redacted && !isEmptied(event);
    return isBack && !isOut(event.eventId) ? [event] : [];
  });
}

/** A message without any content and without a redaction: its author was erased, or its time was up. */
function isEmptied(event: RoomEvent): boolean {
  return (
    event.stateKey === undefined &&
    !event.redacted &&
    event.type !== "m.room.redaction" &&
    Object.keys(event.content).length === 0
  );
}

/** What of an event's content is kept: nothing of redacted ones, no ciphertext, no reason of a redaction. */
function toStoredContent(event: RoomEvent, isRedacted: boolean): RoomEvent {
  const redacted = event.redacted || isRedacted;
  return { ...event, redacted, content: redacted ? protectedContent(event) : publishableContent(event) };
}

function publishableContent(event: RoomEvent): JsonObject {
  return event.type === "m.room.encrypted" || event.type === "m.room.redaction" ? {} : withoutPrivateParts(event);
}

/** Redaction keeps what a room needs to work; of that, only the visibility matters to an archive. */
function protectedContent({ type, content }: RoomEvent): JsonObject {
  const visibility = content["history_visibility"];
  return type === "m.room.history_visibility" && visibility !== undefined ? { history_visibility: visibility } : {};
}
