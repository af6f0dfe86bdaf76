import type { StoreReader } from "#store/store.ts";
import { filePathFor, monthPath, roomPath, yearPath, type SitePath } from "#view/urls.ts";
import type { IndexedDay } from "./index-days.ts";
import type { Ledger } from "./ledger.ts";
import type { PagePlan } from "./plan-pages.ts";
import type { RemovalPages } from "./removal-pages.ts";

export type Vanishing = {
  readonly plan: PagePlan;
  readonly indexed: readonly IndexedDay[];
  /** Slugs of rooms that are not shown any more. */
  readonly withdrawn: readonly string[];
  /** The plan names every page there is. */
  readonly isFull: boolean;
  readonly removalPages: RemovalPages;
};

/**
 * Puts a removal page in the place of each page that was published once and that the plan has no place for, and deletes the other
 * files of rooms that are not shown any more. Comes before anything else is written: what must go goes first.
 */
export async function removeVanished(
  store: Pick<StoreReader, "readAddressesBelow" | "readKnownAddresses">,
  ledger: Ledger,
  vanishing: Vanishing,
): Promise<void> {
  const { plan, indexed, withdrawn, isFull, removalPages } = vanishing;
  const wanted = new Set([...plan.render, ...(plan.standing ?? [])]);
  const vanished = new Set<SitePath>();
  const twins = new Set(plan.twins);
  const stale = new Set<string>();
  const settle = async (folder: SitePath) => {
    for (const { path } of await ledger.readKind("twin", folder)) if (!twins.has(path)) stale.add(path);
    for (const path of await store.readAddressesBelow(folder)) if (!wanted.has(path)) vanished.add(path);
    for (const path of await pagesBelow(ledger, folder)) if (!wanted.has(path)) vanished.add(path);
  };
  for (const folder of isFull ? [""] : plan.settled) await settle(folder);
  for (const path of await store.readKnownAddresses(emptiedPeriods(indexed))) if (!wanted.has(path)) vanished.add(path);
  for (const slug of withdrawn) {
    const files = await standingFiles(ledger, slug);
    if (files.length > 0) await settle(roomPath(slug));
    for (const path of files) stale.add(path);
  }
  const closed = new Set(withdrawn.map(roomPath));
  await removalPages.emit([...vanished].toSorted(), closed);
  for (const path of vanished) stale.delete(filePathFor(path));
  await ledger.remove([...stale].toSorted());
}

/** Months and years of the days that lost their page: they may have lost theirs with it. */
function emptiedPeriods(indexed: readonly IndexedDay[]): SitePath[] {
  const days = indexed.filter(({ hasPage }) => !hasPage);
  const paths = days.flatMap(({ slug, day }) => [monthPath(slug, day.slice(0, 7)), yearPath(slug, day.slice(0, 4))]);
  return [...new Set(paths)];
}

/** Pages in a folder, by address: also those that an older copy of the store does not remember as published. */
async function pagesBelow(ledger: Ledger, folder: SitePath): Promise<SitePath[]> {
  const pages = await ledger.readKind("page", folder);
  return pages.map(({ path }) => path.replace(/(^|\/)index\.html$/, "$1"));
}

/** What is left of a room beside its removal pages; nothing, once it was withdrawn. */
async function standingFiles(ledger: Ledger, slug: string): Promise<string[]> {
  const found = [];
  for (const kind of ["page", "twin", "lines", "feed", "sitemap"] as const)
    found.push(...(await ledger.readKind(kind, roomPath(slug))));
  return found.map(({ path }) => path);
}
