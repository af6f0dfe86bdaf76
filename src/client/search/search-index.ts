import { parseShardList, type ShardEntry, type ShardList } from "#lib/search-shards.ts";
import type { PagefindModule, PagefindResult } from "./pagefind-module.ts";

/** The site's index: its list of shards, and Pagefind with those shards that searches have asked for so far. */
export type SearchIndex = {
  readonly shards: ShardList;
  /** Loads shards that are not there yet; all later searches look into them too. */
  readonly load: (shards: readonly ShardEntry[]) => Promise<void>;
  /** The day of each page of a shard, by Pagefind's id. */
  readonly daysOf: (shard: ShardEntry) => Promise<Readonly<Record<string, string>>>;
  /** Pages of the loaded shards that hold all words, best first; without words all pages. */
  readonly find: (words: string, filters: Readonly<Record<string, string>>) => Promise<readonly PagefindResult[]>;
  /** Forgets what is loaded; after a failure, so that the next search starts afresh. */
  readonly close: () => Promise<void>;
};

/** A file of the search index that the site did not deliver. */
class SearchLoadError extends Error {
  override readonly name = "SearchLoadError";
}

/** Loads Pagefind and the list of shards. Both addresses are absolute. Throws SearchLoadError. */
export async function openSearchIndex(moduleUrl: URL, shardsUrl: URL): Promise<SearchIndex> {
  const [module, list] = await Promise.all([importPagefind(moduleUrl), fetchJson(shardsUrl)]);
  const shards = parseShardList(list);
  if (shards === undefined) throw new SearchLoadError(`${shardsUrl.pathname} is no list of search shards`);
  const loaded = new Map<string, Promise<void>>();
  const days = new Map<string, Promise<Readonly<Record<string, string>>>>();
  const folderOf = (shard: ShardEntry): URL => new URL(shard.path, shardsUrl);
  return {
    shards,
    load: async (wanted) => {
      const merging = wanted.map(async (shard) =>
        keep(loaded, shard.path, async () => merge(module, shard, folderOf(shard))),
      );
      await Promise.all(merging);
    },
    daysOf: async (shard) =>
      keep(days, shard.path, async () => {
        const url = new URL(`pages.json?v=${shard.key}`, folderOf(shard));
        return (await fetchJson(url)) as Readonly<Record<string, string>>;
      }),
    find: async (words, filters) => (await module.search(words === "" ? null : words, { filters })).results,
    close: async () => {
      loaded.clear();
      days.clear();
      await module.destroy();
    },
  };
}

/** Addresses in a shard have the base path already, so their base is the root. */
async function merge(module: PagefindModule, shard: ShardEntry, folder: URL): Promise<void> {
  await module.mergeIndex(folder.pathname, { baseUrl: "/", language: shard.language, metaCacheTag: shard.key });
}

async function importPagefind(url: URL): Promise<PagefindModule> {
  try {
    return (await import(/* @vite-ignore */ url.href)) as PagefindModule;
  } catch (cause) {
    throw new SearchLoadError(`${url.pathname} could not be loaded`, { cause });
  }
}

async function fetchJson(url: URL): Promise<unknown> {
  try {
    const response = await fetch(url);
    if (response.ok) return await response.json();
    throw new SearchLoadError(`${url.pathname} answered ${response.status}`);
  } catch (cause) {
    if (cause instanceof SearchLoadError) throw cause;
    throw new SearchLoadError(`${url.pathname} could not be loaded`, { cause });
  }
}

async function keep<Value>(kept: Map<string, Promise<Value>>, key: string, make: () => Promise<Value>): Promise<Value> {
  const known = kept.get(key) ?? make();
  kept.set(key, known);
  return known;
}
