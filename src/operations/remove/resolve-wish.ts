import type { Config } from "#config/config.ts";
import { nearestWord } from "#config/nearest-word.ts";
import { parseCalendarDay } from "#lib/calendar-day.ts";
import { parseEventId, parseMxcUri, parseRoomId, parseUserId } from "#matrix/ids.ts";
import { bridgeNetworks, networkCalled } from "#publication/bridge-networks.ts";
import { dayTarget } from "#publication/removals.ts";
import { listedSeries } from "#store/listed-series.ts";
import type { RemovalKind, RoomRecord } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";
import { RemoveWishError, type RemoveWish } from "./remove-wish.ts";

/** What a wish names, as removals are recorded. */
export type ResolvedTarget = {
  readonly kind: RemovalKind;
  readonly target: string;
  /** As it is told to people. */
  readonly shown: string;
  /** The archive has something of it. */
  readonly seen: boolean;
  /** The part of the wish that it is one of several rooms of. Absent: it is all of that part. */
  readonly partOf?: string;
};

type Answer = ResolvedTarget | { readonly problem: string };

/** What stands under a slug: the room itself, and those that it was upgraded to. */
type Series = readonly [RoomRecord, ...RoomRecord[]];

/**
 * Looks each part of a wish up in the archive. Throws `RemoveWishError` that names every part which is no id or of which nothing is
 * known. Events and files may come later, so those are taken beforehand; with `beforehand` everything is.
 */
export async function resolveWish(
  store: StoreReader,
  config: Pick<Config, "rooms">,
  wish: RemoveWish,
  { beforehand = false } = {},
): Promise<readonly ResolvedTarget[]> {
  const rooms = await store.readRooms();
  const answers: Answer[] = [];
  for (const id of wish.events) answers.push(await resolveEvent(store, rooms, id));
  for (const id of wish.users) answers.push(await resolveUser(store, id, beforehand));
  for (const day of wish.days) answers.push(...(await resolveDay(store, rooms, day, beforehand)));
  for (const room of wish.rooms) answers.push(...resolveRoom(config, rooms, room));
  for (const name of wish.networks) answers.push(resolveNetwork(name));
  for (const mxc of wish.media) answers.push(resolveMedia(mxc));
  const problems = answers.flatMap((answer) => ("problem" in answer ? [answer.problem] : []));
  if (problems.length > 0) throw new RemoveWishError(problems.join("\n"));
  const found = answers.filter((answer) => "target" in answer);
  return [...new Map(found.map((one) => [`${one.kind} ${one.target}`, one])).values()];
}

async function resolveEvent(store: StoreReader, rooms: readonly RoomRecord[], text: string): Promise<Answer> {
  const id = parseEventId(text);
  if (id === undefined)
    return {
      problem: `${text} is no event id. One begins with $; clients show it under "view source" or in a link to the message.`,
    };
  let seen = false;
  for (const { key } of rooms) seen ||= (await store.readKnown(key, [id])).size > 0;
  return { kind: "event", target: id, shown: id, seen };
}

async function resolveUser(store: StoreReader, text: string, beforehand: boolean): Promise<Answer> {
  const id = parseUserId(text);
  if (id === undefined) return { problem: `${text} is no user id. Write it as @alice:example.org.` };
  const seen = await store.hasPerson(id);
  if (seen || beforehand) return { kind: "user", target: id, shown: id, seen };
  const problem = `The archive knows nobody called ${id}. Check the spelling: ids are told apart by case. To keep someone out beforehand, add the id to the key "publication.optOut".`;
  return { problem };
}

async function resolveDay(
  store: StoreReader,
  rooms: readonly RoomRecord[],
  text: string,
  beforehand: boolean,
): Promise<readonly Answer[]> {
  const [, slug = "", date = ""] = /^([^/]+)\/(.+)$/.exec(text) ?? [];
  const day = parseCalendarDay(date.replace(/\/$/, "").replaceAll("/", "-"));
  if (slug === "" || day === undefined)
    return [{ problem: `${text} is no day of a room. Write slug and date as in general/2024-02-29.` }];
  const room = rooms.find((one) => one.slug === slug);
  if (room === undefined) return [{ problem: unknownRoom(slug, rooms) }];
  const series = seriesOf(room, rooms);
  const spoken: RoomRecord[] = [];
  for (const one of series) if ((await store.readDay(one.key, day)).length > 0) spoken.push(one);
  const shown = `${slug}/${day}`;
  if (spoken.length > 0 || beforehand)
    return (spoken.length > 0 ? spoken : series).map((one) => {
      const target = { kind: "day", target: dayTarget(one.roomId, day), seen: spoken.length > 0 } as const;
      return { ...target, ...namedIn(series, one, shown) };
    });
  const { previous, next } = await store.readNeighbourDays(room.key, day);
  const near = [previous, next].flatMap((one) => one ?? []).join(" and ");
  return [
    {
      problem: `Nothing is stored of ${day} in ${slug}.${near === "" ? "" : ` Days beside it with a page: ${near}.`}`,
    },
  ];
}

/** Of a series the rooms after the first are told apart by their ids. */
function namedIn(series: Series, room: RoomRecord, shown: string): Pick<ResolvedTarget, "shown" | "partOf"> {
  if (series.length === 1) return { shown };
  return { shown: room === series[0] ? shown : `${shown} (${room.roomId})`, partOf: shown };
}

function seriesOf(room: RoomRecord, rooms: readonly RoomRecord[]): Series {
  const entry = { room: room.configured, follow: true };
  return [room, ...(listedSeries([entry], rooms).get(entry.room) ?? []).slice(1)];
}

/** A slug or an alias is all that stands under it; an id is one room. */
function resolveRoom(
  { rooms: listed }: Pick<Config, "rooms">,
  rooms: readonly RoomRecord[],
  text: string,
): readonly Answer[] {
  const id = parseRoomId(text);
  const own = rooms.find(({ roomId }) => roomId === id);
  if (own !== undefined) return [{ kind: "room", target: own.roomId, shown: own.slug, seen: true }];
  if (id !== undefined) return [{ kind: "room", target: id, shown: id, seen: false }];
  const room = rooms.find(({ slug, configured }) => [slug, configured].includes(text));
  if (room !== undefined) {
    const series = seriesOf(room, rooms);
    return series.map((one) => {
      return { kind: "room", target: one.roomId, seen: true, ...namedIn(series, one, room.slug) };
    });
  }
  const isListed = listed.some(({ slug, room: configured }) => slug === text || configured === text);
  if (isListed)
    return [{ problem: `Nothing is stored of the room ${text} yet. Take it off the list "rooms" to keep it out.` }];
  return [{ problem: unknownRoom(text, rooms) }];
}

function unknownRoom(slug: string, rooms: readonly RoomRecord[]): string {
  const slugs = rooms.map((room) => room.slug);
  const near = nearestWord(slug, slugs);
  const meant = near === undefined ? `Stored are: ${slugs.join(", ") || "none"}.` : `Did you mean ${near}?`;
  return `The archive has no room with the slug ${slug}. ${meant}`;
}

function resolveNetwork(text: string): Answer {
  const network = networkCalled(text);
  if (network !== undefined) return { kind: "network", target: network.label, shown: network.label, seen: true };
  const labels = bridgeNetworks.map(({ label }) => label);
  const near = nearestWord(text, labels);
  const meant = near === undefined ? `Known are: ${labels.join(", ")}.` : `Did you mean ${near}?`;
  return { problem: `No network is known by the name ${text}. ${meant}` };
}

function resolveMedia(text: string): Answer {
  const mxc = parseMxcUri(text);
  if (mxc !== undefined) return { kind: "media", target: mxc, shown: mxc, seen: true };
  return { problem: `${text} is no file of Matrix. Write its address as mxc://example.org/abcdef.` };
}
