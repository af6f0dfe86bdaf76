import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import type { Tree } from "./site-build.ts";

/** Every byte that an archive has written: its site, and its store with database, write-ahead log and decisions. */
export type Written = { readonly output: Tree; readonly store: Tree };

/** Where words can be found. */
export type Place = "page" | "search" | "feed" | "store";

const isOf: Readonly<Record<Place, (path: string) => boolean>> = {
  page: (path) => path.endsWith(".html"),
  search: (path) => path.startsWith("pagefind/"),
  feed: (path) => path.endsWith("feed.xml"),
  store: () => true,
};

/** Fails unless none of the words, in any case, is in any byte of site and store: pages, feeds, shards, sitemaps, free pages, log. */
export function assertNowhere(words: readonly string[], { output, store }: Written): void {
  assertNotIn(words, output);
  assertNotIn(words, store);
}

/** Fails unless none of the words is in any file of a folder. */
export function assertNotIn(words: readonly string[], tree: Tree): void {
  assert.ok(tree.size > 0, "There is no file to look into");
  const found = words.flatMap((word) => pathsWith(tree, word).map((path) => `${word} in ${path}`));
  assert.deepEqual(found, []);
}

/** Fails unless each of the words is on a page, can be searched for, and is in the store; or in other places. */
export function assertEverywhere(
  words: readonly string[],
  { output, store }: Written,
  places: readonly Place[] = ["page", "search", "store"],
): void {
  const missing = words.flatMap((word) =>
    places
      .filter((place) => !pathsWith(place === "store" ? store : output, word).some((path) => isOf[place](path)))
      .map((place) => `${word} in no ${place}`),
  );
  assert.deepEqual(missing, []);
}

/** The files of a tree with a word in them. A file is made legible once, however many words are looked for. */
export function pathsWith(tree: Tree, word: string): readonly string[] {
  return [...textsIn(tree)].filter(([, text]) => text.includes(word.toLowerCase())).map(([path]) => path);
}

/** Every file in small letters by its path, those of the search index decompressed. */
export function textsIn(tree: Tree): ReadonlyMap<string, string> {
  const texts = textsOf.get(tree) ?? new Map([...tree].map(([path, bytes]) => [path, legible(bytes)]));
  textsOf.set(tree, texts);
  return texts;
}

const textsOf = new WeakMap<Tree, ReadonlyMap<string, string>>();

function legible(bytes: Buffer): string {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (isGzip ? gunzipSync(bytes) : bytes).toString("utf8").toLowerCase();
}
