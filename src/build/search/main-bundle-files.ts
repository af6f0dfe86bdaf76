import { sha256Hex } from "#lib/hash.ts";
import { entryOf, pagefindIndex, type SearchFile } from "./pagefind-index.ts";
import { indexLanguageFor } from "./search-shard-parts.ts";
import { pagefindVersion } from "./shard-key.ts";

/** Its word is one nobody looks for; a page of signs alone would not count as a page. */
const onlyPage = "<!doctype html><html><body>daybookmainbundle</body></html>";

/** What the main bundle depends on: equal key, equal bytes. */
export function mainBundleKey(language: string): string {
  return sha256Hex(JSON.stringify(["main bundle", pagefindVersion, indexLanguageFor(language)]));
}

/**
 * Pagefind's script, worker and wasm below `pagefind/`, with an index of a single page of one made-up word: every shard is
 * merged into this bundle, and an empty one would make that wait for ever. `language` is the site's.
 */
export async function mainBundleFiles({ language }: { readonly language: string }): Promise<readonly SearchFile[]> {
  const indexLanguage = indexLanguageFor(language);
  const files = await pagefindIndex([{ href: "/", html: onlyPage }], { language: indexLanguage });
  const wasm = entryOf(files).languages[indexLanguage]?.wasm ?? "unknown";
  const kept = files.filter(({ path }) => isNeeded(path, wasm));
  return kept.map(({ path, content }) => ({ path: `pagefind/${path}`, content }));
}

function isNeeded(path: string, wasm: string): boolean {
  if (path === "pagefind.js" || path === "pagefind-worker.js" || path === "pagefind-entry.json") return true;
  return path === `wasm.${wasm}.pagefind` || path.endsWith(".pf_meta") || /^(?:index|fragment|filter)\//u.test(path);
}
