import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "astro";
import { astroSettings } from "#build/astro-settings.ts";
import type { renderAddress } from "#build/site-entry.ts";
import { writePictures } from "./media-entries.ts";
import { basePath } from "./page-models.ts";
import { pageArchive } from "./page-archive.ts";

/** A page of each kind, below the base path. */
export const everyPage = [
  "",
  "about/",
  "search/",
  "harbour/",
  "harbour/about/",
  "harbour/search/",
  "harbour/2026/",
  "harbour/2026/03/",
  "harbour/2026/03/03/",
  "harbour/2026/03/03/2/",
  "harbour/thread/mara0802xxxxxxxx/",
  "404/",
  "about/removed-page/",
] as const;

export type RenderedPages = {
  /** The site, to be served under `basePath`. */
  readonly folder: string;
  readonly render: typeof renderAddress;
};

/** Compiles the pages as a build does and writes one of each kind into `folder`. */
export async function renderPages(folder: string): Promise<RenderedPages> {
  const folders = {
    client: pathToFileURL(`${folder}/compiled/client/`),
    server: pathToFileURL(`${folder}/compiled/server/`),
  };
  await build({
    ...astroSettings(`https://chat.tidewater.example${basePath}`, folders),
    configFile: false,
    logLevel: "error",
  });
  const { render } = await loadEntry(new URL("entry.mjs", folders.server));
  const site = join(folder, "site");
  await cp(folders.client, site, { recursive: true });
  await writePictures(site);
  for (const path of everyPage) {
    const { status, html } = await render(basePath + path, pageArchive());
    if (status >= 500 || html === "") throw new Error(`${path} did not render: status ${status}`);
    await mkdir(join(site, path), { recursive: true });
    await writeFile(join(site, path, "index.html"), html);
  }
  await cp(join(site, "404/index.html"), join(site, "404.html"));
  return { folder: site, render };
}

async function loadEntry(entry: URL): Promise<{ render: typeof renderAddress }> {
  const compiled = (await import(entry.href)) as { renderAddress: typeof renderAddress };
  return { render: compiled.renderAddress };
}
