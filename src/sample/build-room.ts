import type { JsonObject } from "#lib/json.ts";
import type { RoomAlias, RoomId } from "#matrix/ids.ts";
import type { NewEvent } from "./room-editor.ts";
import { sourceOf } from "./sample-event.ts";
import type { SampleEvent } from "./sample-event.ts";
import { eventIdFor, sampleAlias, sampleEventId, sampleRoomId, sampleUserId } from "./sample-ids.ts";
import type { SampleRoom } from "./sample-room.ts";

/** Collects a room's events, oldest first. Ids depend on the room and the event's number alone. */
export type RoomBuilder = {
  readonly roomId: RoomId;
  /** Returns the new event's id. Without a time the event is a minute younger than the one before. */
  add(event: NewEvent): SampleEvent["eventId"];
  toRoom(): SampleRoom;
};

export type RoomStart = {
  readonly roomId: string;
  readonly alias?: string;
  readonly creator: string;
  /** The creator's display name, in a join that outsiders never see: it happened before the history was opened. */
  readonly creatorName?: string;
  readonly name: string;
  readonly topic?: string;
  /** Default: "world_readable". undefined: no such state at all, which counts as `shared`. */
  readonly visibility?: string | undefined;
  /** Default: "public". */
  readonly joinRule?: string;
  readonly createdAtMs: number;
  /** `type`, `predecessor` and the like. */
  readonly create?: JsonObject;
  /** Default: "11". */
  readonly version?: string;
  readonly powerLevels?: Readonly<Record<string, number>>;
};

/** A room as a client creates it: create, the creator's join, power levels and the rest, all within a second. */
export function buildRoom(start: RoomStart): RoomBuilder {
  const { alias, creator, createdAtMs, version = "11", joinRule = "public" } = start;
  const visibility = "visibility" in start ? start.visibility : "world_readable";
  const roomId = sampleRoomId(start.roomId);
  const events: SampleEvent[] = [];
  const add: RoomBuilder["add"] = ({ sender, redacts, originServerTs, ...rest }) => {
    const event: SampleEvent = {
      ...rest,
      eventId: idFor(roomId, events.length, version),
      sender: sampleUserId(sender),
      originServerTs: originServerTs ?? (events.at(-1)?.originServerTs ?? createdAtMs) + 60_000,
      ...(redacts === undefined ? {} : { redacts: sampleEventId(redacts) }),
    };
    events.push(event);
    return event.eventId;
  };
  const first = (type: string, content: JsonObject, stateKey = ""): void => {
    add({ type, sender: creator, stateKey, content, originServerTs: createdAtMs + events.length * 50 });
  };
  first("m.room.create", { room_version: version, ...start.create });
  const { creatorName } = start;
  first(
    "m.room.member",
    { membership: "join", ...(creatorName === undefined ? {} : { displayname: creatorName }) },
    creator,
  );
  first("m.room.power_levels", { users: { [creator]: 100, ...start.powerLevels }, state_default: 50, redact: 50 });
  if (alias !== undefined) first("m.room.canonical_alias", { alias });
  first("m.room.join_rules", { join_rule: joinRule });
  if (visibility !== undefined) first("m.room.history_visibility", { history_visibility: visibility });
  first("m.room.name", { name: start.name });
  if (start.topic !== undefined) first("m.room.topic", { topic: start.topic });
  const aliases: readonly RoomAlias[] = alias === undefined ? [] : [sampleAlias(alias)];
  return { roomId, add, toRoom: () => ({ roomId, aliases, events: sourceOf(events) }) };
}

/** Since room version 12 a room's id is the id of its create event with another first character. */
function idFor(roomId: RoomId, index: number, version: string): SampleEvent["eventId"] {
  if (version === "12" && index === 0) return sampleEventId(`$${roomId.slice(1)}`);
  return eventIdFor(`${roomId} ${index}`);
}
