import type { Config, RoomConfig } from "#config/config.ts";
import { toRemovals } from "#publication/removals.ts";
import { listedSeries } from "#store/listed-series.ts";
import type { RoomRecord } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";
import type { RoomInfo, SiteInfo } from "#view/inputs.ts";
import { withHiddenNames, withoutHiddenWords } from "./hidden-names.ts";
import { judgeFor, type Judge } from "./judge-stored.ts";
import { readKeptOutPeople } from "./kept-out-people.ts";
import { linkUpgrades } from "./link-upgrades.ts";
import { roomInfoFor } from "./room-info.ts";

/** One room of Matrix that may be shown now. */
export type ShownRoom = { readonly record: RoomRecord; readonly judge: Judge };

/** What stands under one slug: a room that the configuration lists, and those that it was upgraded to. */
export type PublishedRoom = {
  readonly config: RoomConfig;
  /** The listed room, the first of the series: lists and calendars of all of it are kept with this one, which may be closed itself. */
  readonly record: RoomRecord;
  /** Those that may be shown, each judged for itself; oldest first. */
  readonly rooms: readonly [ShownRoom, ...ShownRoom[]];
  readonly info: RoomInfo;
};

export function siteInfoFor(config: Config, rooms: readonly PublishedRoom[]): SiteInfo {
  const { url, title, description, language, contact, legal, mediaUrl, agents, markdown, accent, logo } = config.site;
  const indexed = rooms.some(({ info }) => info.index);
  const forAgents = agents === "allow";
  const [textTwins, hasAccent] = [markdown && forAgents, accent !== undefined];
  return {
    url,
    title,
    description,
    language,
    contact,
    legal,
    mediaUrl,
    indexed,
    forAgents,
    textTwins,
    hasAccent,
    logo,
  };
}

/**
 * The listed rooms whose last verdict is open and that were crawled far enough to show anything, in the configured order. Those that hide
 * names hide them.
 */
export async function readPublishedRooms(store: StoreReader, config: Config): Promise<readonly PublishedRoom[]> {
  return linkUpgrades(await withHiddenNames(store, config, await readOpenRooms(store, config)));
}

/** The same rooms for who asks which there are, or for verdicts: nothing is read of people, and of rooms that hide names no word is told. */
export async function listPublishedRooms(store: StoreReader, config: Config): Promise<readonly PublishedRoom[]> {
  return withoutHiddenWords(await readOpenRooms(store, config));
}

async function readOpenRooms(store: StoreReader, config: Config): Promise<readonly PublishedRoom[]> {
  const series = listedSeries(config.rooms, await store.readRooms());
  const removals = toRemovals(await store.readRemovals());
  const people = await readKeptOutPeople(store, config, removals);
  return config.rooms.flatMap((room) => {
    const records = series.get(room.room) ?? [];
    const [listed] = records;
    const [first, ...others] = records.flatMap((record): readonly ShownRoom[] => {
      const judge = judgeFor(record, room, people, removals);
      return record.cutoffMs !== undefined && judge.room.open ? [{ record, judge }] : [];
    });
    if (listed === undefined || first === undefined) return [];
    const rooms = [first, ...others] as const;
    return [{ config: room, record: listed, rooms, info: roomInfoFor(config, room, { listed, rooms, people }) }];
  });
}
