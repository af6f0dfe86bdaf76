import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { gunzipSync } from "node:zlib";
import type { BuildReport } from "#build/build-report.ts";
import { buildSite, type SiteBuild } from "#build/build-site.ts";
import { compileSite, type CompiledSite } from "#build/compile-site.ts";
import type { Config } from "#config/config.ts";
import type { Store } from "#store/store.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Every file below a folder by its path with forward slashes, sorted. */
export type Tree = ReadonlyMap<string, Buffer>;

const compiling = new Map<string, Promise<CompiledSite>>();
const quiet = () => undefined;

/** What a test may ask of a build. */
export type BuildOptions = Partial<Pick<SiteBuild, "signal" | "full" | "check" | "progress">>;

/** Builds the site as the command does, but for the pages, which are compiled once for all builds of this process. */
export async function build(config: Config, store: Store, options: BuildOptions = {}): Promise<BuildReport> {
  const compiled = await compiledFor(config.site.url);
  return buildSite({
    config,
    store,
    log: { info: quiet, warn: quiet, debug: quiet },
    progress: quiet,
    compiled,
    ...options,
  });
}

/** The compiled pages of a site at this address. They depend on its path alone. */
export function compiledFor(siteUrl: string): Promise<CompiledSite> {
  const base = new URL(siteUrl).pathname;
  const compiled = compiling.get(base) ?? temporaryFolder().then((folder) => compileSite(siteUrl, folder));
  compiling.set(base, compiled);
  return compiled;
}

export async function readTree(folder: string): Promise<Tree> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const tree = new Map<string, Buffer>();
  for (const file of files.toSorted()) tree.set(relative(folder, file).split(sep).join("/"), await readFile(file));
  return tree;
}

/** Fails with the names of the files that differ; equal means the same files with the same bytes. */
export function assertSameTree(actual: Tree, expected: Tree, message = "The two folders differ"): void {
  assert.deepEqual(changesBetween(expected, actual), { added: [], changed: [], removed: [] }, message);
}

/** The paths that came, went and got other bytes, each list sorted. */
export function changesBetween(before: Tree, after: Tree) {
  return {
    added: [...after.keys()].filter((path) => !before.has(path)),
    changed: [...after.keys()].filter(
      (path) => before.has(path) && before.get(path)?.equals(bytesAt(after, path)) === false,
    ),
    removed: [...before.keys()].filter((path) => !after.has(path)),
  };
}

/** The text of a file; fails the test when there is none. */
export function textAt(tree: Tree, path: string): string {
  return bytesAt(tree, path).toString("utf8");
}

/** The files that hold a word, in any case, the compressed ones of the search index included. */
export function filesWith(tree: Tree, word: string): readonly string[] {
  return [...tree].filter(([, bytes]) => legible(bytes).includes(word.toLowerCase())).map(([path]) => path);
}

function legible(bytes: Buffer): string {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (isGzip ? gunzipSync(bytes) : bytes).toString("utf8").toLowerCase();
}

function bytesAt(tree: Tree, path: string): Buffer {
  const bytes = tree.get(path);
  assert.ok(bytes, `There is no file ${path}; there are ${[...tree.keys()].join(", ")}`);
  return bytes;
}
