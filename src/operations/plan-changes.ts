import { judgeFor } from "#archive/judge-stored.ts";
import type { KeptOutPeople } from "#archive/kept-out-people.ts";
import type { RoomConfig } from "#config/config.ts";
import type { CheckedRoom } from "#crawl/check-room.ts";
import type { CalendarDay } from "#lib/calendar-day.ts";
import type { EventId } from "#matrix/ids.ts";
import type { Removals } from "#publication/removals.ts";
import type { Verdict } from "#publication/verdict.ts";
import type { OutputRecord, RoomKey, RoomRecord, StoredEvent } from "#store/records.ts";
import { numbersIn } from "#store/source-blocks.ts";
import type { StoreReader } from "#store/store.ts";
import { hasItem } from "#timeline/has-item.ts";
import { dayPath, filePathFor } from "#view/urls.ts";
import { openTally, type ChangeTally } from "./plan-tally.ts";
import type { PlannedStretch } from "./plan-report.ts";

export type RoomChange = {
  readonly store: StoreReader;
  readonly room: RoomConfig;
  readonly record: RoomRecord;
  /** The room with which the lists of its days are kept: the first of its series. */
  readonly list: RoomKey;
  /** What the server says of the room now. */
  readonly checked: CheckedRoom;
  readonly people: KeptOutPeople;
  readonly removals: Removals;
  /** What stands on the site; undefined: nothing was built yet. */
  readonly output: OutputRecord | undefined;
  readonly days: readonly CalendarDay[];
  readonly nowMs: number;
};

/**
 * What an update would change of a room's stored history, stretch by stretch: what stands on the site, by the ledger of what its
 * pages drew from, is compared with what the rule says now. Reads a day at a time and writes nothing.
 */
export async function planChanges(change: RoomChange): Promise<readonly PlannedStretch[]> {
  const { store, room, record, people, removals, days } = change;
  const after = recordAfter(change);
  const judge = judgeFor(after, room, people, removals);
  const tally = openTally();
  for (const day of days) {
    const shown = await readShown(change, day);
    for (const stored of shown.values()) countShown(tally, stored, judge.verdict(stored), day);
    for (const stored of await store.readDay(record.key, day))
      if (!shown.has(stored.event.eventId) && isMessage(stored)) countUnseen(tally, stored, judge.verdict(stored));
  }
  return tally.stretches(await store.readStretches(record.key), after.grant?.eventId);
}

/** The room as a crawl that came through now would leave it. */
function recordAfter({ record, room, checked, nowMs }: RoomChange): RoomRecord {
  const { verdict, now } = checked;
  const state = now?.state ?? record.state;
  if (!verdict.open) return { ...record, state, verdict: verdict.because, grant: undefined };
  const cutoffMs = Math.max(record.cutoffMs ?? Number.NEGATIVE_INFINITY, nowMs - room.delayMs);
  return { ...record, state, verdict: "open", grant: verdict.because, cutoffMs };
}

/** The events that the pages of a day drew from; those of other days among them, which it quotes or counts. */
async function readShown(
  { store, room, record, list, output }: RoomChange,
  day: CalendarDay,
): Promise<ReadonlyMap<EventId, StoredEvent>> {
  const summary = output === undefined ? undefined : await store.readLastSummary(list, day);
  if (output === undefined || summary === undefined || summary.itemCount === 0) return new Map();
  const paths = Array.from({ length: summary.partCount }, (_, part) => filePathFor(dayPath(room.slug, day, part + 1)));
  const sources = await store.readSources(output.key, paths);
  const numbers = sources.filter((source) => source.room === record.key).flatMap(numbersIn);
  const events = await store.readNumberedEvents(record.key, numbers);
  return new Map([...events.values()].map((stored) => [stored.event.eventId, stored]));
}

/** A day changes too when a reaction or a quote goes from it; each message counts on its own day alone. */
function countShown(tally: ChangeTally, stored: StoredEvent, verdict: Verdict, day: CalendarDay): void {
  const messages = stored.day === day && isMessage(stored) ? 1 : 0;
  if (verdict.show !== "publish") tally.add(stored.grant, { kind: "remove", because: verdict.because, messages, day });
  else if (messages > 0) tally.add(stored.grant, { kind: "stay", messages, day });
}

function countUnseen(tally: ChangeTally, { grant, day }: StoredEvent, verdict: Verdict): void {
  if (verdict.show === "publish") tally.add(grant, { kind: "publish", messages: 1, day });
  else tally.add(grant, { kind: "withhold", because: verdict.because, messages: 1, day });
}

function isMessage({ event }: StoredEvent): boolean {
  return event.stateKey === undefined && hasItem({ event, show: "publish" });
}
