import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { dirname, join } from "node:path";
import { mainBundleFiles } from "#build/search/main-bundle-files.ts";
import type { SearchFile } from "#build/search/pagefind-index.ts";
import { shardFor } from "#build/search/shard-for.ts";
import { type ListedShard, shardsManifest, shardsManifestPath } from "#build/search/shards-manifest.ts";
import { contentPolicyFor } from "#layouts/content-policy.ts";
import type { SearchDay } from "#view/search-day.ts";
import { shardParts } from "./shard-parts.ts";

export type SearchSite = {
  readonly folder: string;
  readonly basePath?: string;
  /** `YYYY`: its days and later ones are indexed by month. */
  readonly currentYear: string;
  /** Limit of a shard, to force many. */
  readonly maxWords?: number;
};

/** Writes a site of nothing but days, their search index and a search page with the product's own script and policy. */
export async function writeSearchSite(days: readonly SearchDay[], site: SearchSite): Promise<void> {
  const { folder, basePath = "/", currentYear, maxWords } = site;
  const listed: ListedShard[] = [];
  const shards = Map.groupBy(days, (day) => JSON.stringify(shardFor(day.slug, day.day, currentYear)));
  for (const ofShard of shards.values()) {
    const [first] = ofShard;
    if (first === undefined) continue;
    const shard = shardFor(first.slug, first.day, currentYear);
    for (const part of shardParts(shard, ofShard, { maxWords })) {
      listed.push(part);
      await writeAll(folder, await part.files());
    }
  }
  await writeAll(folder, await mainBundleFiles({ language: "en" }));
  await writeText(join(folder, shardsManifestPath), shardsManifest(listed));
  await writeScript(folder, basePath);
  await writeText(join(folder, "search/index.html"), searchPage(days, basePath));
  await writeText(join(folder, "icon.svg"), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  for (const day of days) {
    for (const part of day.parts) {
      const page = join(folder, part.href.slice(basePath.length), "index.html");
      const messages = part.messages.map(({ id }) => `<article id="${id}">message</article>`);
      await writeText(page, `<!doctype html><html lang="en"><title>${day.day}</title>${messages.join("")}</html>`);
    }
  }
}

function searchPage(days: readonly SearchDay[], basePath: string): string {
  const options = (values: Iterable<string>): string =>
    [...new Set(values)].map((value) => `<option>${value}</option>`).join("");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicyFor("search")}"><link rel="icon" href="${basePath}icon.svg"><title>Search</title></head><body>
<form id="search-form" data-module="${basePath}pagefind/pagefind.js" data-shards="${basePath}pagefind/shards.json">
<input type="search" name="q" aria-label="Words"><button type="submit">Search</button>
<select name="room" aria-label="Room"><option value="">Every room</option>${options(days.map(({ slug }) => slug))}</select>
<select name="year" aria-label="Year"><option value="">Every year</option>${options(days.map(({ day }) => day.slice(0, 4)))}</select>
<select name="month" aria-label="Month"><option value="">Every month</option>${options(days.map(({ day }) => day.slice(5, 7)))}</select>
<input type="text" name="from" aria-label="Said by">
<select name="has" aria-label="With"><option value="">Anything</option><option>image</option><option>file</option><option>link</option><option>code</option></select>
<select name="order" aria-label="Order"><option>best</option><option>newest</option><option>oldest</option></select>
</form><p id="search-status" role="status"></p><ol id="search-results"></ol>
<script type="module" src="${basePath}script/client/search.js"></script></body></html>`;
}

/** The script as a browser takes it: types stripped, addresses for the names of folders. */
async function writeScript(folder: string, basePath: string): Promise<void> {
  for (const source of ["client", "lib"]) {
    const from = join(import.meta.dirname, "../../src", source);
    for (const file of await readdir(from, { recursive: true })) {
      if (!file.endsWith(".ts")) continue;
      const code = stripTypeScriptTypes(await readFile(join(from, file), "utf8"));
      const linked = code
        .replaceAll(/from "#(lib\/[^"]+)"/gu, `from "${basePath}script/$1"`)
        .replaceAll(/\.ts"/gu, '.js"');
      await writeText(join(folder, "script", source, file.replace(/\.ts$/u, ".js")), linked);
    }
  }
}

async function writeAll(folder: string, files: readonly SearchFile[]): Promise<void> {
  for (const { path, content } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

async function writeText(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
