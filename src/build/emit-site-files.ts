import type { Archive } from "#archive.ts";
import type { Config } from "#config/config.ts";
import { accentStyles } from "#view/accent-colours.ts";
import { accentPath, llmsPath, openSearchPath } from "#view/urls.ts";
import type { Ledger } from "./ledger.ts";
import { renderOpenSearch } from "./render-open-search.ts";

/** Writes what the site says of itself, and deletes what it says no longer. */
export async function emitSiteFiles({
  config: { site },
  archive,
  ledger,
}: {
  readonly config: Config;
  readonly archive: Archive;
  readonly ledger: Ledger;
}): Promise<void> {
  const files = new Map([
    [openSearchPath, renderOpenSearch(site)],
    [accentPath, site.accent === undefined ? undefined : accentStyles(site.accent)],
    [llmsPath, await archive.llmsText()],
  ]);
  for (const [path, text] of files) if (text !== undefined) await ledger.emit("site", path, text);
  const old = (await ledger.readKind("site")).map(({ path }) => path).filter((path) => files.get(path) === undefined);
  await ledger.remove(old);
}
