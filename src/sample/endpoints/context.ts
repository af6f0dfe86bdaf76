import { parseEventFilter } from "#sample/event-filter.ts";
import { Refusal } from "#sample/refusal.ts";
import { orderOf } from "#sample/room-log.ts";
import type { LogEntry, RoomLog } from "#sample/room-log.ts";
import { stateUpTo } from "#sample/room-state.ts";
import { isServed, knownRoom } from "#sample/sample-world.ts";
import type { SampleWorld } from "#sample/sample-world.ts";
import { serialiseEvent, serialiseEvents } from "#sample/serialise-event.ts";
import { param } from "./endpoint.ts";
import type { EndpointRequest } from "./endpoint.ts";
import { tokenAfter, tokenBefore } from "./history-token.ts";

/**
 * `GET /v3/rooms/{roomId}/context/{eventId}`: the event, neighbours, tokens on both sides and the state after the last event
 * returned. Judged event by event, whether or not the room is open now: 404 unknown, 403 not visible.
 */
export function answerContext(request: EndpointRequest): string {
  const { world, query } = request;
  const log = knownRoom(world, param(request, "roomId"));
  const entry = log.find(param(request, "eventId"));
  if (entry === undefined) throw new Refusal(404, "M_NOT_FOUND", "Event not found.");
  if (!isServed(world, log, entry)) {
    throw new Refusal(403, "M_FORBIDDEN", "You don't have permission to access that event.");
  }
  const filter = parseEventFilter(query.get("filter"));
  const limit = Math.min(Number(query.get("limit") ?? filter.limit ?? 10) || 0, 1_000);
  const place = log.countUpTo(orderOf(entry)) - 1;
  const isShown = (other: LogEntry): boolean => filter.accepts(other.event) && isServed(world, log, other);
  const before = neighbours(log, place, -1, Math.floor(limit / 2));
  const after = neighbours(log, place, 1, Math.ceil(limit / 2));
  const state = stateUpTo(log, orderOf(after.at(-1) ?? entry)).filter(({ event }) => filter.accepts(event));
  return answerOf(world, log, { entry, before, after, shown: isShown, state });
}

function neighbours(log: RoomLog, place: number, step: -1 | 1, count: number): readonly LogEntry[] {
  const found: LogEntry[] = [];
  for (let next = place + step; next >= 0 && next < log.size && found.length < count; next += step) {
    found.push(log.entryAt(next));
  }
  return found;
}

type Surroundings = {
  readonly entry: LogEntry;
  readonly before: readonly LogEntry[];
  readonly after: readonly LogEntry[];
  readonly shown: (entry: LogEntry) => boolean;
  readonly state: readonly LogEntry[];
};

function answerOf(world: SampleWorld, log: RoomLog, { entry, before, after, shown, state }: Surroundings): string {
  const oldest = before.at(-1);
  const newest = after.at(-1);
  // With no neighbours the event itself lies between the tokens' outer sides: after `start`, before `end`.
  const start = oldest === undefined ? tokenBefore(entry) : tokenBefore(oldest);
  const end = newest === undefined ? tokenAfter(entry) : tokenAfter(newest);
  return `{${[
    `"event":${serialiseEvent(world, log, entry)}`,
    `"events_before":${serialiseEvents(world, log, before.filter(shown))}`,
    `"events_after":${serialiseEvents(world, log, after.filter(shown))}`,
    `"start":${JSON.stringify(start)}`,
    `"end":${JSON.stringify(end)}`,
    `"state":${serialiseEvents(world, log, state)}`,
  ].join(",")}}`;
}
