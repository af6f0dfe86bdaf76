import { stringOr } from "#lib/json.ts";
import { parseEventId, parseMxcUri, parseRoomAlias, type UserId } from "#matrix/ids.ts";
import { readTopic } from "#matrix/content-state.ts";
import { wordsOr } from "#matrix/content-text.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import { upgradeLinks } from "#matrix/upgrade-links.ts";
import type { VisibilityGrant } from "#matrix/visibility-grant.ts";
import { findBridges, type FoundBridge } from "#publication/find-bridges.ts";
import { mayRedact } from "#publication/may-redact.ts";
import { roomWishes } from "#publication/room-wishes.ts";
import type { RoomState } from "#store/records.ts";

/** What the state in force says about a room, as far as publishing it depends on it or shows it. */
export type RoomNow = {
  /** May this person take back what others said? */
  readonly mayRedact: (userId: UserId) => boolean;
  readonly state: RoomState;
  readonly visibility: VisibilityGrant | undefined;
  readonly encrypted: boolean;
  /** null: an ordinary room; undefined: `m.room.create` was not delivered. */
  readonly roomType: string | null | undefined;
  /** The room's own state says no to archives. */
  readonly refuses: boolean;
  readonly bridges: readonly FoundBridge[];
};

/** Reads the state events in force. A malformed value counts as absent, and an absent visibility as closed. */
export function toRoomNow(events: readonly RoomEvent[], siteUrl: string): RoomNow {
  const content = (type: string) => stateEvent(events, type)?.content;
  const create = content("m.room.create");
  const bridges = findBridges(events);
  const { refusesArchives, refusesIndexing } = roomWishes(events, siteUrl);
  const { successor, predecessor } = upgradeLinks(events);
  return {
    state: {
      name: nonEmpty(content("m.room.name")?.["name"]),
      topic: nonEmpty(readTopic(content("m.room.topic") ?? {})),
      canonicalAlias: parseRoomAlias(content("m.room.canonical_alias")?.["alias"]),
      joinRule: stringOr(content("m.room.join_rules")?.["join_rule"]),
      roomVersion: stringOr(create?.["room_version"]),
      ...avatarOf(content("m.room.avatar")?.["url"]),
      refusesIndexing,
      bridges,
      ...pinsOf(content("m.room.pinned_events")?.["pinned"]),
      ...(successor === undefined ? {} : { successor }),
      ...(predecessor === undefined ? {} : { predecessor }),
    },
    visibility: visibilityGrantFrom(stateEvent(events, "m.room.history_visibility")),
    encrypted: stateEvent(events, "m.room.encryption") !== undefined,
    roomType: create === undefined ? undefined : roomTypeFrom(create["type"]),
    refuses: refusesArchives,
    mayRedact: (userId) => mayRedact(events, userId),
    bridges,
  };
}

/** Some rooms have pinned more than anyone reads. */
const pinLimit = 50;

/** The last pinned ones, each once; what is no event id is left out. */
function pinsOf(pinned: unknown): Pick<RoomState, "pins"> {
  const ids = Array.isArray(pinned) ? pinned.flatMap((id: unknown) => parseEventId(id) ?? []) : [];
  return ids.length === 0 ? {} : { pins: [...new Set(ids)].slice(-pinLimit) };
}

/** The grant that a change of visibility makes; undefined when there is no such event. */
export function visibilityGrantFrom(event: RoomEvent | undefined): VisibilityGrant | undefined {
  if (event === undefined) return undefined;
  return {
    eventId: event.eventId,
    visibility: stringOr(event.content["history_visibility"]),
    sender: event.sender,
    originServerTs: event.originServerTs,
  };
}

function avatarOf(url: unknown): Pick<RoomState, "avatar"> {
  const avatar = parseMxcUri(url);
  return avatar === undefined ? {} : { avatar };
}

/** A type that is no text is still a type: the room is no ordinary one. */
function roomTypeFrom(type: unknown): string | null {
  return type === undefined ? null : (stringOr(type) ?? "unknown");
}

function stateEvent(events: readonly RoomEvent[], type: string): RoomEvent | undefined {
  return events.find((event) => event.type === type && event.stateKey === "");
}

function nonEmpty(value: unknown): string | undefined {
  const text = wordsOr(value)?.trim();
  return text === "" ? undefined : text;
}
