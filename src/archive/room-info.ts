import type { Config, RoomConfig } from "#config/config.ts";
import { stringOr } from "#lib/json.ts";
import { withoutPeople } from "#message/without-people.ts";
import { hiddenPeopleIn } from "#publication/hidden-people.ts";
import { judgeIndexing } from "#publication/judge-indexing.ts";
import type { RoomRecord } from "#store/records.ts";
import type { RoomInfo } from "#view/inputs.ts";
import type { KeptOutPeople } from "./kept-out-people.ts";
import { newestOf } from "./newest-of.ts";
import type { PublishedRoom } from "./published-rooms.ts";

type Series = {
  readonly listed: RoomRecord;
  readonly rooms: PublishedRoom["rooms"];
  readonly people: KeptOutPeople;
};

/** What is shown of a series as a whole: the newest room says what it is called and about now, and how to join. */
export function roomInfoFor(config: Config, room: RoomConfig, { listed, rooms, people }: Series): RoomInfo {
  const newest = withoutNames(newestOf({ rooms }).record, people);
  // Its title was fixed when it was shown first; a room that is closed now is not named.
  const named = rooms[0].record.key === listed.key ? withoutNames(listed, people) : { ...newest, title: undefined };
  const viaOf = (record: RoomRecord) => (room.via.length > 0 ? room.via : viaFrom(record));
  const isIndexed = ({ record }: { readonly record: RoomRecord }): boolean =>
    judgeIndexing({ configured: room.index, refusedByRoom: record.state.refusesIndexing });
  const hidden = hiddenPeopleIn(room).who;
  return {
    slug: room.slug,
    title: titleFor(room, named),
    roomId: newest.roomId,
    alias: newest.state.canonicalAlias,
    // A title that the operator chose is what the room is called here.
    currentName: room.title === undefined ? newest.state.name : undefined,
    topic: newest.state.topic,
    // A room that hides who its people are may have the face of one.
    ...(newest.state.avatar === undefined || hidden !== "nobody" ? {} : { avatar: newest.state.avatar }),
    via: viaOf(newest),
    ...(rooms.length === 1
      ? {}
      : { earlierRooms: rooms.slice(0, -1).map(({ record }) => ({ roomId: record.roomId, via: viaOf(record) })) }),
    // They share their pages: one that says no says it for all of them.
    index: rooms.every(isIndexed),
    pseudonyms: hidden !== "nobody",
    ...(hidden === "some" ? { hiddenNetworks: hiddenNetworksOf(room) } : {}),
    threads: room.threads,
    media: room.media,
    bridges: room.bridges,
    language: room.language ?? config.site.language,
    contact: room.contact ?? config.site.contact,
  };
}

function hiddenNetworksOf({ bridges }: RoomConfig): readonly string[] {
  return [...new Set(bridges.filter(({ names }) => names === "pseudonym").map(({ network }) => network))];
}

/** A room's name and topic are what people say too. */
function withoutNames(record: RoomRecord, { leftOut }: KeptOutPeople): RoomRecord {
  if (leftOut === undefined) return record;
  const { name, topic } = record.state;
  const { content } = withoutPeople({ content: { name, topic } }, leftOut);
  return { ...record, state: { ...record.state, name: stringOr(content["name"]), topic: stringOr(content["topic"]) } };
}

/** Configured, else fixed at first publication, else what the room is called now. */
export function titleFor(room: RoomConfig, record: RoomRecord): string {
  return room.title ?? record.title ?? record.state.name ?? record.state.canonicalAlias ?? record.roomId;
}

/** A room id names no server that could be asked; the alias' and the opener's server are in the room or were. */
function viaFrom({ state, grant }: RoomRecord): readonly string[] {
  const servers = [state.canonicalAlias, grant?.sender].flatMap((id) => id?.slice(id.indexOf(":") + 1) ?? []);
  return [...new Set(servers)];
}
