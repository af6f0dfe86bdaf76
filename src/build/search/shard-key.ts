import { readFileSync } from "node:fs";
import type { CalendarDay } from "#lib/calendar-day.ts";
import { sha256Hex } from "#lib/hash.ts";
import type { SearchDay } from "#view/search-day.ts";

/** Raise it when the documents given to Pagefind, or the files made beside its own, change their form. */
const documentFormat = 2;

/** The version of the installed Pagefind, which decides about every byte of an index. */
export const pagefindVersion: string = readPagefindVersion();

/** Hash of the indexed text, of the addresses and labels stored with it, of Pagefind's version and of the options. */
export function shardKey(
  days: readonly SearchDay[],
  options: { readonly language: string; readonly maxFragments: number | undefined },
): string {
  const indexed = days.map((day) => [
    day.slug,
    day.day,
    day.parts.map((part) => [
      part.href,
      part.messages.map((message) => [
        message.id,
        message.time,
        message.author,
        message.has,
        message.text,
        message.isNotice ?? false,
      ]),
    ]),
  ]);
  return sha256Hex(
    JSON.stringify([documentFormat, pagefindVersion, options.language, options.maxFragments ?? 0, indexed]),
  );
}

/**
 * Hash of what days are known by before they are read: equal hash, the same text of the same events. Another hash does not yet mean
 * another text.
 */
export function pieceKey(
  days: readonly { readonly day: CalendarDay; readonly searchKey: string }[],
  { language }: { readonly language: string },
): string {
  const known = days.map(({ day, searchKey }) => [day, searchKey]);
  return sha256Hex(JSON.stringify([documentFormat, pagefindVersion, language, known]));
}

function readPagefindVersion(): string {
  const manifest = readFileSync(new URL("../package.json", import.meta.resolve("pagefind")), "utf8");
  return (JSON.parse(manifest) as { readonly version: string }).version;
}
