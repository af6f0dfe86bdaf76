import type { JsonObject } from "#lib/json.ts";
import { redactedContent } from "./redacted-content.ts";
import { orderOf } from "./room-log.ts";
import type { LogEntry, RoomLog } from "./room-log.ts";
import type { SampleEvent } from "./sample-event.ts";

/** The room's state after everything up to an order (default: now): one entry per type and state key. */
export function stateUpTo(log: RoomLog, order = Number.POSITIVE_INFINITY): readonly LogEntry[] {
  const state = new Map<string, LogEntry>();
  for (const entry of log.stateEntries) {
    if (orderOf(entry) > order) break;
    state.set(keyOf(entry.event), entry);
  }
  return [...state.values()];
}

/** The state event of a type and key in force after everything up to an order (default: now). */
export function stateEventAt(
  log: RoomLog,
  type: string,
  stateKey: string,
  order = Number.POSITIVE_INFINITY,
): LogEntry | undefined {
  return log.stateEntries.findLast(
    (entry) => entry.event.type === type && entry.event.stateKey === stateKey && orderOf(entry) <= order,
  );
}

/** What is left of an event's content after redaction and the erasure of its sender. */
export function contentInForce(log: RoomLog, event: SampleEvent): JsonObject {
  const isRedacted = log.redactionOf(event.eventId) !== undefined || log.silentlyRedacted.has(event.eventId);
  const isGone = isRedacted || log.erasedSenders.has(event.sender);
  return isGone ? redactedContent(event.type, event.content) : event.content;
}

/** One member of a state event's content, when it is a text. */
export function stateText(log: RoomLog, type: string, key: string, order?: number): string | undefined {
  const entry = stateEventAt(log, type, "", order);
  const value = entry === undefined ? undefined : contentInForce(log, entry.event)[key];
  return typeof value === "string" ? value : undefined;
}

function keyOf(event: SampleEvent): string {
  return `${event.type}\u{1F}${event.stateKey}`;
}
