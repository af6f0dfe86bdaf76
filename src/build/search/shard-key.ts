import { readFileSync } from "node:fs";
import { sha256Hex } from "#lib/hash.ts";
import type { SearchDay } from "#view/search-day.ts";

/** Raise it when the documents given to Pagefind, or the files made beside its own, change their form. */
const documentFormat = 1;

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
      part.messages.map((message) => [message.id, message.time, message.author, message.has, message.text]),
    ]),
  ]);
  return sha256Hex(
    JSON.stringify([documentFormat, pagefindVersion, options.language, options.maxFragments ?? 0, indexed]),
  );
}

function readPagefindVersion(): string {
  const manifest = readFileSync(new URL("../package.json", import.meta.resolve("pagefind")), "utf8");
  return (JSON.parse(manifest) as { readonly version: string }).version;
}
