import { parseEventFilter } from "#sample/event-filter.ts";
import type { EventFilter } from "#sample/event-filter.ts";
import { Refusal } from "#sample/refusal.ts";
import { orderOf } from "#sample/room-log.ts";
import type { LogEntry, RoomLog } from "#sample/room-log.ts";
import { stateEventAt } from "#sample/room-state.ts";
import { isServed, readableRoom } from "#sample/sample-world.ts";
import type { SampleWorld } from "#sample/sample-world.ts";
import { serialiseEvents } from "#sample/serialise-event.ts";
import { param } from "./endpoint.ts";
import type { EndpointRequest } from "./endpoint.ts";
import { orderOfToken, tokenAfter, tokenBefore, tokenVariant } from "./history-token.ts";

/** Synapse cuts `limit` here. */
const pageCap = 1_000;

type Stretch = { readonly direction: "b" | "f"; readonly limit: number; readonly from: number; readonly to: number };

/**
 * `GET /v3/rooms/{roomId}/messages`: a page of history in topological order. Hidden events are taken out after the page was
 * cut, so a page may be short or empty and still lead on; the walk ends with an empty page without `end`.
 */
export function answerMessages(request: EndpointRequest): string {
  const { world, query } = request;
  const log = readableRoom(world, param(request, "roomId"));
  const filter = parseEventFilter(query.get("filter"));
  const direction = query.get("dir") === "b" ? "b" : "f";
  const fromToken = query.get("from") ?? newestOrOldest(log, direction);
  const toToken = query.get("to");
  const to = toToken === null ? (direction === "b" ? 0 : Number.POSITIVE_INFINITY) : orderOfToken(toToken);
  const limit = Math.min(limitOf(query, filter), pageCap, world.faults().pageLimit ?? pageCap);
  const page = cutPage(log, { direction, limit, from: orderOfToken(fromToken), to }, filter);
  assertDeliverable(world, log, page);
  const end = limit === 0 ? fromToken : endOf(page, direction);
  const visible = page.filter((entry) => isServed(world, log, entry));
  return withPageFaults(world, { start: fromToken, end }, (isEmpty) => ({
    chunk: serialiseEvents(world, log, isEmpty ? [] : visible),
    state: filter.lazyLoadMembers && !isEmpty ? serialiseEvents(world, log, membersFor(log, visible, page)) : undefined,
  }));
}

function newestOrOldest(log: RoomLog, direction: "b" | "f"): string {
  if (direction === "f" || log.size === 0) return tokenAfter({ depth: 0, arrival: 0 });
  return tokenAfter(log.entryAt(log.size - 1));
}

function limitOf(query: URLSearchParams, filter: EventFilter): number {
  const text = query.get("limit");
  const limit = text === null ? (filter.limit ?? 10) : Number(text);
  if (!Number.isInteger(limit) || limit < 0) {
    throw new Refusal(400, "M_INVALID_PARAM", "Query parameter limit must be a positive integer");
  }
  return limit;
}

function cutPage(log: RoomLog, { direction, limit, from, to }: Stretch, filter: EventFilter): readonly LogEntry[] {
  const page: LogEntry[] = [];
  const step = direction === "b" ? -1 : 1;
  const first = log.countUpTo(from) + (direction === "b" ? -1 : 0);
  for (let place = first; place >= 0 && place < log.size && page.length < limit; place += step) {
    const entry = log.entryAt(place);
    if (direction === "b" ? orderOf(entry) <= to : orderOf(entry) > to) break;
    if (filter.accepts(entry.event)) page.push(entry);
  }
  return page;
}

function endOf(page: readonly LogEntry[], direction: "b" | "f"): string | undefined {
  const last = page.at(-1);
  if (last === undefined) return undefined;
  return direction === "b" ? tokenBefore(last) : tokenAfter(last);
}

function assertDeliverable(world: SampleWorld, log: RoomLog, page: readonly LogEntry[]): void {
  for (const { roomId, oldest, newest } of world.faults().brokenStretches ?? []) {
    const [first, last] = [log.find(oldest), log.find(newest)];
    if (roomId !== log.roomId || first === undefined || last === undefined) continue;
    const isTouched = page.some((entry) => orderOf(entry) >= orderOf(first) && orderOf(entry) <= orderOf(last));
    if (isTouched) throw new Refusal(500, "M_UNKNOWN", "Internal server error");
  }
}

/** The members behind the shown events, as of the first event of the page: joins of closed times too (trap T4). */
function membersFor(log: RoomLog, shown: readonly LogEntry[], page: readonly LogEntry[]): readonly LogEntry[] {
  const [first] = page;
  if (first === undefined) return [];
  const senders = [...new Set(shown.map(({ event }) => event.sender))];
  return senders
    .map((sender) => stateEventAt(log, "m.room.member", sender, orderOf(first)))
    .filter((entry) => entry !== undefined);
}

function withPageFaults(
  world: SampleWorld,
  { start, end }: { readonly start: string; readonly end: string | undefined },
  fill: (isEmpty: boolean) => { readonly chunk: string; readonly state: string | undefined },
): string {
  const { emptyPageEvery, endMissingOnPage, tokenRepeatsFromPage } = world.faults();
  const nth = world.countMessagesPage();
  const isEmpty = emptyPageEvery !== undefined && nth % emptyPageEvery === 0 && end !== undefined;
  let sentEnd = isEmpty ? tokenVariant(start, nth) : end;
  if (nth === endMissingOnPage) sentEnd = undefined;
  if (tokenRepeatsFromPage !== undefined && nth >= tokenRepeatsFromPage) sentEnd = start;
  const { chunk, state } = fill(isEmpty);
  const members = [
    `"chunk":${chunk}`,
    `"start":${JSON.stringify(start)}`,
    ...(sentEnd === undefined ? [] : [`"end":${JSON.stringify(sentEnd)}`]),
    ...(state === undefined ? [] : [`"state":${state}`]),
  ];
  return `{${members.join(",")}}`;
}
