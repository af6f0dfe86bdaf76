import type { JsonObject, JsonValue } from "#lib/json.ts";
import type { EventId, RoomId } from "#matrix/ids.ts";
import { membershipAt } from "./reader-access.ts";
import type { RoomLog } from "./room-log.ts";
import type { SampleEvent } from "./sample-event.ts";
import { eventIdFor, sampleEventId, sampleUserId } from "./sample-ids.ts";

/** An event to be sent; `new-event.ts` has the usual ones. */
export type NewEvent = {
  readonly type: string;
  readonly sender: string;
  readonly content: JsonObject;
  readonly stateKey?: string;
  /** Default: a minute after the room's newest event of a plausible time. */
  readonly originServerTs?: number;
  readonly redacts?: string;
  /** Sent in place of the event, exactly as it is. */
  readonly wire?: JsonValue;
};

/** Changes rooms while the server runs, from inside the process; nothing of it can be reached over HTTP. */
export type RoomEditor = {
  /**
   * Adds an event to a room given by id or alias, and returns its id. With `atDepthOf` it is a late one, from a server that
   * was away: it takes its place just after that older event.
   */
  send(room: string, event: NewEvent, options?: { atDepthOf?: EventId }): EventId;
  /** Events vanish without a trace: everything before one of them, or the ones named. */
  purge(room: string, which: { readonly before: EventId } | { readonly events: readonly EventId[] }): void;
  /** What was said before a time is past the room's retention: messages go without a trace, state stays. */
  expire(room: string, beforeMs: number): void;
  /** Events come back redacted from now on, and no redaction is ever delivered. */
  redactSilently(room: string, events: readonly EventId[]): void;
  /** The person's account is erased: it leaves its rooms, and its events come back empty without saying why. */
  erase(userId: string): void;
  /** What was erased by mistake is there again. */
  restore(userId: string): void;
  /** The room is deleted from the server. */
  deleteRoom(room: string): void;
};

export function createRoomEditor(logs: Map<string, RoomLog>, aliases: ReadonlyMap<string, RoomId>): RoomEditor {
  let sent = 0;
  const logOf = (room: string): RoomLog => {
    const log = logs.get(aliases.get(room) ?? room);
    if (log === undefined) throw new Error(`The sample homeserver has no room ${room}`);
    return log;
  };
  const send: RoomEditor["send"] = (room, event, options) => {
    const log = logOf(room);
    sent += 1;
    const complete = completed(log, event, eventIdFor(`${log.roomId} sent ${sent}`));
    log.add(complete, options);
    return complete.eventId;
  };
  return {
    send,
    purge(room, which) {
      const log = logOf(room);
      const ids = new Set("events" in which ? which.events : idsBefore(log, which.before));
      log.drop(({ eventId }) => ids.has(eventId));
    },
    expire(room, beforeMs) {
      logOf(room).drop((event) => event.stateKey === undefined && event.originServerTs < beforeMs);
    },
    redactSilently(room, events) {
      logOf(room).redactSilently(events);
    },
    erase(userId) {
      for (const log of logs.values()) {
        if (membershipAt(log, userId) === "join") {
          send(log.roomId, {
            type: "m.room.member",
            sender: userId,
            stateKey: userId,
            content: { membership: "leave" },
          });
        }
        log.erase(userId);
      }
    },
    restore(userId) {
      for (const log of logs.values()) log.restore(userId);
    },
    deleteRoom(room) {
      logs.delete(logOf(room).roomId);
    },
  };
}

function completed(
  log: RoomLog,
  { sender, originServerTs, redacts, ...rest }: NewEvent,
  eventId: EventId,
): SampleEvent {
  return {
    ...rest,
    eventId,
    sender: sampleUserId(sender),
    originServerTs: originServerTs ?? newestTime(log) + 60_000,
    ...(redacts === undefined ? {} : { redacts: sampleEventId(redacts) }),
  };
}

/** A hostile time must not make all later events hostile too. */
function newestTime(log: RoomLog): number {
  for (let place = log.size - 1; place >= 0; place -= 1) {
    const { originServerTs } = log.entryAt(place).event;
    if (originServerTs > plausible.fromMs && originServerTs < plausible.toMs) return originServerTs;
  }
  return plausible.fromMs;
}

const plausible = { fromMs: Date.parse("2000-01-01"), toMs: Date.parse("2100-01-01") };

function idsBefore(log: RoomLog, before: EventId): readonly EventId[] {
  const ids: EventId[] = [];
  for (let place = 0; place < log.size; place += 1) {
    const { eventId } = log.entryAt(place).event;
    if (eventId === before) return ids;
    ids.push(eventId);
  }
  throw new Error(`No event ${before} in ${log.roomId}`);
}
