import { filePathFor } from "#view/urls.ts";
import type { IndexedDay } from "./index-days.ts";
import type { Ledger } from "./ledger.ts";
import type { PagePlan } from "./plan-pages.ts";

export type Vanishing = {
  readonly plan: PagePlan;
  readonly indexed: readonly IndexedDay[];
  /** Slugs of rooms that are not shown any more. */
  readonly withdrawn: readonly string[];
  /** The plan names every page there is. */
  readonly isFull: boolean;
};

/** Deletes the pages that the plan has no place for any more. Comes before anything is written: what must go goes first. */
export async function removeVanished(ledger: Ledger, { plan, indexed, withdrawn, isFull }: Vanishing): Promise<void> {
  const wanted = new Set(plan.render.map(filePathFor));
  const folders = isFull ? [""] : plan.settled;
  const vanished = new Set<string>();
  for (const folder of folders) {
    for (const { path, kind } of await ledger.read(folder))
      if (kind === "page" && !wanted.has(path)) vanished.add(path);
  }
  for (const slug of withdrawn) for (const { path } of await ledger.read(`${slug}/`)) vanished.add(path);
  for (const { slug, day } of indexed.filter((one) => one.pageAppearedOrWent && !one.hasPage)) {
    for (const period of [day.slice(0, 7), day.slice(0, 4)]) {
      const [page] = await ledger.read(filePathFor(`${slug}/${period.replace("-", "/")}/`));
      if (page !== undefined && !wanted.has(page.path)) vanished.add(page.path);
    }
  }
  await ledger.remove([...vanished].toSorted());
}
