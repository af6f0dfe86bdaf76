import type { Config, RoomConfig } from "#config/config.ts";
import { stringOr } from "#lib/json.ts";
import { withoutPeople } from "#message/without-people.ts";
import { judgeIndexing } from "#publication/judge-indexing.ts";
import { toRemovals } from "#publication/removals.ts";
import type { RoomRecord } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";
import type { RoomInfo, SiteInfo } from "#view/inputs.ts";
import { withHiddenNames, withoutHiddenWords } from "./hidden-names.ts";
import { judgeFor, type Judge } from "./judge-stored.ts";
import { readKeptOutPeople, type KeptOutPeople } from "./kept-out-people.ts";

/** A room that the configuration lists and that may be shown now. */
export type PublishedRoom = {
  readonly config: RoomConfig;
  readonly record: RoomRecord;
  readonly info: RoomInfo;
  readonly judge: Judge;
};

export function siteInfoFor(config: Config, rooms: readonly PublishedRoom[]): SiteInfo {
  const { url, title, description, language, contact, legal, mediaUrl } = config.site;
  return { url, title, description, language, contact, legal, mediaUrl, indexed: rooms.some(({ info }) => info.index) };
}

/**
 * The listed rooms whose last verdict is open and that were crawled far enough to show anything, in the configured order. Those that hide
 * names hide them.
 */
export async function readPublishedRooms(store: StoreReader, config: Config): Promise<readonly PublishedRoom[]> {
  return withHiddenNames(store, config, await readOpenRooms(store, config));
}

/** The same rooms for who asks which there are, or for verdicts: nothing is read of people, and of rooms that hide names no word is told. */
export async function listPublishedRooms(store: StoreReader, config: Config): Promise<readonly PublishedRoom[]> {
  return withoutHiddenWords(await readOpenRooms(store, config));
}

async function readOpenRooms(store: StoreReader, config: Config): Promise<readonly PublishedRoom[]> {
  const records = new Map((await store.readRooms()).map((record) => [record.configured, record]));
  const removals = toRemovals(await store.readRemovals());
  const people = await readKeptOutPeople(store, config, removals);
  return config.rooms.flatMap((room) => {
    const record = records.get(room.room);
    if (record?.cutoffMs === undefined) return [];
    const judge = judgeFor(record, room, people, removals);
    return judge.room.open
      ? [{ config: room, record, info: roomInfoFor(config, room, withoutNames(record, people)), judge }]
      : [];
  });
}

/** A room's name and topic are what people say too. */
function withoutNames(record: RoomRecord, { leftOut }: KeptOutPeople): RoomRecord {
  if (leftOut === undefined) return record;
  const { name, topic } = record.state;
  const { content } = withoutPeople({ content: { name, topic } }, leftOut);
  return { ...record, state: { ...record.state, name: stringOr(content["name"]), topic: stringOr(content["topic"]) } };
}

function roomInfoFor(config: Config, room: RoomConfig, record: RoomRecord): RoomInfo {
  return {
    slug: room.slug,
    title: titleFor(room, record),
    roomId: record.roomId,
    alias: record.state.canonicalAlias,
    // A title that the operator chose is what the room is called here.
    currentName: room.title === undefined ? record.state.name : undefined,
    topic: record.state.topic,
    via: room.via.length > 0 ? room.via : viaFrom(record),
    index: judgeIndexing({ configured: room.index, refusedByRoom: record.state.refusesIndexing }),
    pseudonyms: room.names === "pseudonym",
    media: room.media,
    bridges: room.bridges,
    language: room.language ?? config.site.language,
    contact: room.contact ?? config.site.contact,
  };
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
