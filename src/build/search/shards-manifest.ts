import type { ShardEntry, ShardList } from "#lib/search-shards.ts";

/** A shard of the site, as the ledger keeps it between builds. */
export type ListedShard = { readonly slug: string; readonly roomTitle: string; readonly entry: ShardEntry };

/** Where the list lies below the output folder. */
export const shardsManifestPath = "pagefind/shards.json";

/** The list of all shards for the search page, by room and time; the order of the input does not matter. */
export function shardsManifest(shards: readonly ListedShard[]): string {
  const sorted = shards.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const bySlug = Map.groupBy(sorted, (shard) => shard.slug);
  const list: ShardList = {
    rooms: [...bySlug].map(([slug, ofRoom]) => ({
      slug,
      title: ofRoom.at(-1)?.roomTitle ?? slug,
      shards: ofRoom.map(({ entry }) => entry),
    })),
  };
  return `${JSON.stringify(list)}\n`;
}

/** By room, then by time; the path tells a shard from the second one over the same days. */
function placeOf({ slug, entry }: ListedShard): string {
  return `${slug} ${entry.first} ${entry.path}`;
}
