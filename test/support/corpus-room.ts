import { globSync, readFileSync } from "node:fs";
import { isJsonObject, type JsonObject, type JsonValue } from "#lib/json.ts";
import type { EventId } from "#matrix/ids.ts";
import { parseRoomEvent } from "#matrix/parse-room-event.ts";
import { wireEvent, type CorpusCase } from "./corpus-case.ts";
import { EventDraft, type RoomBuilder } from "./room-builder.ts";

const folder = new URL("../corpus/events/", import.meta.url);

/**
 * Puts the events of every case of the corpus into one room, a few minutes apart from one to the next, on 5 March 2024 but for those
 * that have a time of their own. Gives what their redactions take back.
 */
export function addCorpus(room: RoomBuilder): readonly EventId[] {
  const redacted: EventId[] = [];
  for (const file of globSync("*/*.json", { cwd: folder }).toSorted()) {
    const { events } = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as CorpusCase;
    const wired = events.map((event, index) => wireEvent(event, index));
    const names = new Map(wired.map((event, index) => [event["event_id"], `$${file.replace(/\W/g, "-")}-${index}`]));
    for (const [index, event] of wired.entries()) {
      const minute = room.drafts.length * 2;
      const time =
        events[index]?.["origin_server_ts"] === undefined ? { origin_server_ts: firstMs + minute * 60_000 } : {};
      const parsed = parseRoomEvent({ ...renamed(event, names), ...time }, room.roomId);
      if (parsed.kind === "malformed") continue;
      const draft = new EventDraft(parsed.event, (room.drafts.length + 1) * 1000);
      room.drafts.push(isOfThatYear(parsed.event.originServerTs) ? draft : draft.onDay("2024-03-05"));
      redacted.push(...(parsed.event.redacts ?? []));
    }
  }
  const known = new Set(room.drafts.map(({ event }) => event.eventId));
  return redacted.filter((eventId) => known.has(eventId));
}

const firstMs = Date.parse("2024-03-05T01:00:00Z");

function isOfThatYear(ms: number): boolean {
  return ms >= Date.UTC(2024) && ms < Date.UTC(2025);
}

/** Cases call their events alike, so each gets ids of its own. */
function renamed(value: JsonObject, names: ReadonlyMap<unknown, string>): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, renamedValue(one, names)]));
}

function renamedValue(value: JsonValue | undefined, names: ReadonlyMap<unknown, string>): JsonValue | undefined {
  if (typeof value === "string") return names.get(value) ?? value;
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((one) => renamedValue(one, names) ?? null);
  return isJsonObject(value) ? renamed(value, names) : value;
}
