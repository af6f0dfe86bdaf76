import type { Config } from "#config/config.ts";
import { hiddenPeopleIn } from "#publication/hidden-people.ts";
import { indexNames, type KnownName } from "#message/known-names.ts";
import { withoutEventLinksIn } from "#message/event-links.ts";
import { hideNames, hideNamesInText, type HiddenPeople } from "#message/hide-names.ts";
import { listedSeries } from "#store/listed-series.ts";
import type { GivenName, Store, StoreReader } from "#store/store.ts";
import type { RoomInfo } from "#view/inputs.ts";
import { wordsFor } from "#view/strings/words.ts";
import type { Judge } from "./judge-stored.ts";
import type { PublishedRoom, ShownRoom } from "./published-rooms.ts";

/** Makes the store ready for every room that is configured to hide names; rooms that are ready cost a look. */
export async function hideConfiguredNames(store: Store, config: Config): Promise<void> {
  const series = listedSeries(config.rooms, await store.readRooms());
  for (const listed of config.rooms) {
    if (hiddenPeopleIn(listed).who === "nobody") continue;
    for (const { key, hidesNames } of series.get(listed.room) ?? []) if (!hidesNames) await store.hideNames(key);
  }
}

/**
 * Rooms that hide names, so that nothing behind this knows who said what; and no room with a link to a single event of such a one. A
 * room that the store is not ready for is left out.
 */
export async function withHiddenNames(
  store: StoreReader,
  config: Config,
  rooms: readonly PublishedRoom[],
): Promise<readonly PublishedRoom[]> {
  const hiding = rooms.filter(({ info }) => info.pseudonyms);
  if (hiding.length === 0) return rooms;
  const ids = new Set<string | undefined>(
    hiding.flatMap(({ rooms: shown, config: { room }, info }) => [
      ...shown.map(({ record }) => record.roomId),
      room,
      info.alias,
    ]),
  );
  const { someone } = wordsFor(config.site.language).text;
  const changed: PublishedRoom[] = [];
  for (const room of rooms) {
    if (!room.info.pseudonyms) changed.push(withoutLinksInto(room, (id) => ids.has(id)));
    else if (isReady(room)) changed.push(hidden(room, await readHiddenPeople(store, room, someone)));
  }
  return changed;
}

/** Rooms of which those that hide names and are ready for it give no word at all. */
export function withoutHiddenWords(rooms: readonly PublishedRoom[]): readonly PublishedRoom[] {
  return rooms.flatMap((room) => {
    if (!room.info.pseudonyms) return [room];
    return isReady(room) ? [withJudges(room, (judge) => ({ ...judge, place: () => undefined }))] : [];
  });
}

function isReady({ rooms }: PublishedRoom): boolean {
  return rooms.every(({ record }) => record.hidesNames);
}

function withJudges(room: PublishedRoom, change: (judge: Judge) => Judge): PublishedRoom {
  const [first, ...others] = room.rooms;
  const changed = (shown: ShownRoom): ShownRoom => ({ ...shown, judge: change(shown.judge) });
  return { ...room, rooms: [changed(first), ...others.map(changed)] };
}

/** People are called the same in all rooms of a series. */
async function readHiddenPeople(
  store: StoreReader,
  { rooms, config }: PublishedRoom,
  someone: string,
): Promise<HiddenPeople & { readonly isHidden: (userId: string) => boolean }> {
  const { isHidden } = hiddenPeopleIn(config);
  const aliases = new Map<string, string>();
  const names: GivenName[] = [];
  for (const { record } of rooms) {
    for (const [userId, alias] of await store.readAliases(record.key)) aliases.set(userId, alias);
    names.push(...(await store.readGivenNames(record.key)));
  }
  const aliasFor = (userId: string): string => aliases.get(userId) ?? someone;
  const given = new Map<string, KnownName>();
  for (const { userId, since, name } of names.filter((one) => isHidden(one.userId))) {
    const key = `${userId} ${name}`;
    const first = given.get(key);
    const isEarlier = first === undefined || since === undefined || (first.since !== undefined && since < first.since);
    if (isEarlier) given.set(key, { name, userId, since, alias: aliasFor(userId) });
  }
  // People are also called by what their ids begin with.
  const accounts = [...aliases]
    .filter(([userId]) => isHidden(userId))
    .map(([userId, alias]): KnownName => {
      return { name: userId.slice(1, userId.indexOf(":")), userId, since: undefined, alias };
    });
  return { aliasFor, isHidden, names: indexNames([...given.values(), ...accounts]), someone };
}

function hidden(room: PublishedRoom, people: Awaited<ReturnType<typeof readHiddenPeople>>): PublishedRoom {
  const changed = withJudges(room, (judge) => ({
    ...judge,
    place: (stored) => {
      const placed = judge.place(stored);
      return placed && { ...placed, event: hideNames(placed.event, placed.day, people) };
    },
    // Who opened the room is not told where that person is hidden.
    mayName: (userId) => !people.isHidden(userId) && judge.mayName(userId),
  }));
  return { ...changed, info: hiddenInfo(room, people) };
}

function hiddenInfo({ config, info }: PublishedRoom, people: HiddenPeople): RoomInfo {
  const inText = (text: string | undefined) => text && hideNamesInText(text, people);
  return {
    ...info,
    // What the operator wrote is meant as it is.
    title: config.title ?? hideNamesInText(info.title, people),
    currentName: inText(info.currentName),
    topic: inText(info.topic),
    // Servers beside the alias' own are there because somebody of them spoke.
    via: config.via.length > 0 ? config.via : info.via.filter((server) => info.alias?.endsWith(`:${server}`) === true),
  };
}

function withoutLinksInto(room: PublishedRoom, isHiding: (id: string) => boolean): PublishedRoom {
  return withJudges(room, (judge) => ({
    ...judge,
    place: (stored) => {
      const placed = judge.place(stored);
      const content = placed && withoutEventLinksIn(placed.event.content, isHiding);
      return placed && content !== placed.event.content
        ? { ...placed, event: { ...placed.event, content: content ?? {} } }
        : placed;
    },
  }));
}
