import type { CalendarDay } from "./calendar-day.ts";
import { isJsonObject, type JsonObject } from "./json.ts";

/** What `/pagefind/shards.json` says: every searchable shard, for the search page to pick from. */
export type ShardList = { readonly rooms: readonly ShardRoom[] };

export type ShardRoom = {
  readonly slug: string;
  readonly title: string;
  /** Oldest first. */
  readonly shards: readonly ShardEntry[];
};

/** One Pagefind index over a stretch of a room's days. */
export type ShardEntry = {
  /** Its folder, relative to the list's own folder, with trailing slash. */
  readonly path: string;
  /** Changes with the content: names the shard's version to caches. */
  readonly key: string;
  /** Language Pagefind cuts words by: the site's, or `ja` for the second shard of text written without spaces. */
  readonly language: string;
  /** First and last day with something in it. */
  readonly first: CalendarDay;
  readonly last: CalendarDay;
  readonly words: number;
};

/** A message as the index carries it beside its text: packed into the one label that Pagefind keeps for each anchor. */
export type HitLabel = {
  /** ISO 8601 in UTC, or a bare date. */
  readonly time: string;
  readonly author: string;
  readonly has: readonly string[];
};

const letterFor: Readonly<Record<string, string>> = { link: "l", code: "c", image: "i", file: "f" };
const nameFor: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(letterFor).map(([name, letter]) => [letter, name]),
);

/** `2024-03-05T14:03:00Z|lc|Ann`. */
export function formatHitLabel(label: HitLabel): string {
  const flags = label.has.map((name) => letterFor[name] ?? "").join("");
  return `${label.time}|${flags}|${label.author.replace(/\s+/gu, " ").trim()}`;
}

/** undefined when the text is no label of ours. */
export function parseHitLabel(text: string): HitLabel | undefined {
  const match = /^(\d{4}-\d{2}-\d{2}[^|]*)\|([a-z]*)\|(.*)$/su.exec(text);
  if (match === null) return undefined;
  const [, time = "", letters = "", author = ""] = match;
  return { time, author, has: [...letters].flatMap((letter) => nameFor[letter] ?? []) };
}

/** Reads the list; undefined when it has another shape, as a proxy's error page has. */
export function parseShardList(json: unknown): ShardList | undefined {
  if (!isJsonObject(json) || !Array.isArray(json["rooms"])) return undefined;
  const rooms = (json["rooms"] as readonly unknown[]).filter(isShardRoom);
  return rooms.length === json["rooms"].length ? { rooms } : undefined;
}

function isShardRoom(json: unknown): json is ShardRoom {
  if (!isJsonObject(json) || !hasStrings(json, ["slug", "title"]) || !Array.isArray(json["shards"])) return false;
  return (json["shards"] as readonly unknown[]).every(isShardEntry);
}

/** True for a whole entry. */
function isShardEntry(json: unknown): json is ShardEntry {
  return (
    isJsonObject(json) &&
    hasStrings(json, ["path", "key", "language", "first", "last"]) &&
    typeof json["words"] === "number"
  );
}

function hasStrings(json: JsonObject, names: readonly string[]): boolean {
  return names.every((name) => typeof json[name] === "string");
}
