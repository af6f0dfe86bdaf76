import type { Config } from "#config/config.ts";
import { numbersIn } from "#store/source-blocks.ts";
import type { StoreReader } from "#store/store.ts";
import { absoluteHrefFor, mediaFolder } from "#view/urls.ts";
import type { Ledger } from "./ledger.ts";
import { openWithheldEvents, type WithheldEvents } from "./withheld-events.ts";

/** What caches and search engines should fetch again or forget; absolute addresses, sorted. */
export type WithdrawnAddresses = {
  /** Their page or file has gone. */
  readonly vanished: readonly string[];
  /** They show less than before: something that was on them may not be shown any more. */
  readonly changed: readonly string[];
};

/** The addresses from which this build took something away that may not be shown now. What only moved on is not among them. */
export async function readWithdrawnAddresses(
  store: StoreReader,
  config: Config,
  ledger: Ledger,
): Promise<WithdrawnAddresses> {
  const changed = new Set<string>();
  if (ledger.lost.size > 0) {
    const withheld = await openWithheldEvents(store, config);
    for (const path of ledger.lost.keys()) {
      if (await isWithheld(ledger, withheld, path)) for (const file of filesAt(ledger, path)) changed.add(file);
    }
  }
  const vanished = new Set(ledger.vanished);
  // Text twins, files of feeds, of the search index and of strangers come and go by themselves; after a removal, those that went may have held it.
  if (changed.size + vanished.size > 0) for (const path of ledger.deleted.filter(isPublished)) vanished.add(path);
  const toAddresses = (paths: ReadonlySet<string>) => [...paths].map((path) => addressOf(config, path)).toSorted();
  return { vanished: toAddresses(vanished), changed: toAddresses(changed.difference(vanished)) };
}

function addressOf({ site }: Config, path: string): string {
  const isApart = site.mediaUrl !== undefined && path.startsWith(mediaFolder);
  if (isApart) return site.mediaUrl + path.slice(mediaFolder.length);
  return absoluteHrefFor(site.url, path.replace(/(^|\/)index\.html$/, "$1"));
}

async function isWithheld({ lost }: Ledger, withheld: WithheldEvents, path: string): Promise<boolean> {
  for (const source of lost.get(path) ?? []) {
    if ((await withheld.among(source.room, numbersIn(source))).size > 0) return true;
  }
  return false;
}

/** A search shard is no file of its own. Most of its files are named after what they hold; these keep their names. */
function filesAt({ written }: Ledger, path: string): readonly string[] {
  if (!path.endsWith("/shard")) return [path];
  const folder = path.slice(0, -"shard".length);
  return [`${folder}pagefind-entry.json`, `${folder}pages.json`].filter((file) => written.includes(file));
}

function isPublished(path: string): boolean {
  return /(?:feed\.xml|\.md|\.jsonl)$/.test(path) || path.startsWith("pagefind/rooms/") || path.startsWith(mediaFolder);
}
