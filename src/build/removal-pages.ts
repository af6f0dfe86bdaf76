import { pathToFileURL } from "node:url";
import type { Archive } from "#archive.ts";
import { openArchive } from "#archive/open-archive.ts";
import type { Config } from "#config/config.ts";
import type { StoreReader } from "#store/store.ts";
import { filePathFor, hrefFor, removalPath, type Removed, type SitePath } from "#view/urls.ts";
import { BuildError } from "./build-error.ts";
import { emitFile } from "./emit-file.ts";
import type { DrawnFile, Ledger } from "./ledger.ts";

/** The pages that stand where a page has gone. */
export type RemovalPages = {
  /** Puts one at each of these addresses; at those of rooms it says that the room is not public here any more. */
  readonly emit: (paths: readonly SitePath[], rooms: ReadonlySet<SitePath>) => Promise<void>;
};

const filesAtATime = 200;

/**
 * All removal pages of a site have the same few bytes, so that nothing on them tells what was there: rendered once each, and only when
 * one is needed.
 */
export function openRemovalPages(
  ledger: Ledger,
  { config, store, entryFile }: { config: Config; store: StoreReader; entryFile: string },
): RemovalPages {
  const rendered = new Map<Removed, string>();
  const htmlFor = async (removed: Removed) => {
    const html = rendered.get(removed) ?? (await renderRemoval(config, store, entryFile, removed));
    rendered.set(removed, html);
    return html;
  };
  return {
    async emit(paths, rooms) {
      for (let start = 0; start < paths.length; start += filesAtATime) {
        const files: DrawnFile[] = [];
        for (const path of paths.slice(start, start + filesAtATime)) {
          const html = await htmlFor(rooms.has(path) ? "room" : "page");
          files.push({ ...(await emitFile(config.output, filePathFor(path), html)), sources: [], media: [] });
        }
        const before = await ledger.readPaths(files.map(({ path }) => path));
        for (const { path, kind } of before) if (kind === "page") ledger.vanished.push(path);
        await ledger.record("removal", files);
      }
    },
  };
}

async function renderRemoval(config: Config, store: StoreReader, entryFile: string, removed: Removed): Promise<string> {
  const { renderAddress } = (await import(pathToFileURL(entryFile).href)) as {
    renderAddress(href: string, archive: Archive): Promise<{ status: number; html: string }>;
  };
  const address = hrefFor(config.site.url, removalPath(removed));
  const { status, html } = await renderAddress(address, await openArchive({ config, store }));
  if (status === 200 && html !== "") return html;
  throw new BuildError(
    `The page that stands where something was removed could not be rendered (status ${status}). Run the build again with --verbose and report what it says.`,
  );
}
