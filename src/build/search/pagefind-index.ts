import { close, createIndex, type IndexFile, type PagefindIndex } from "pagefind";

/** A file below the output folder. */
export type SearchFile = { readonly path: string; readonly content: Uint8Array };

export type PagefindPage = {
  /** Address with the base path. */
  readonly href: string;
  readonly html: string;
};

/**
 * Indexes pages with Pagefind and returns everything it would write, sorted by path. The same pages give the same bytes.
 * `language` has no region; with `maxFragments`, texts of several pages share a file when there are more pages than that.
 * Throws when a page was not indexed: each needs a word that `isSearchable` sees. Memory: some 400 bytes a word, given back before it returns.
 */
export async function pagefindIndex(
  pages: Iterable<PagefindPage>,
  { language, maxFragments }: { readonly language: string; readonly maxFragments?: number },
): Promise<readonly SearchFile[]> {
  const created = await createIndex({
    forceLanguage: language,
    ...(maxFragments === undefined ? {} : { maxFragments }),
  });
  const index = created.index;
  if (index === undefined) throw new Error(`Pagefind made no index: ${created.errors.join("; ")}`);
  try {
    let pageCount = 0;
    for (const page of pages) {
      await addPage(index, page);
      pageCount += 1;
    }
    const { errors, files } = await index.getFiles();
    if (errors.length > 0) throw new Error(`Pagefind could not finish an index: ${errors.join("; ")}`);
    assertPageCount(files, pageCount);
    return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  } finally {
    await index.deleteIndex();
  }
}

/** Ends Pagefind's process; the next index starts a new one. */
export async function closePagefind(): Promise<void> {
  await close();
}

async function addPage(index: PagefindIndex, { href, html }: PagefindPage): Promise<void> {
  const { errors } = await index.addHTMLFile({ url: href, content: html });
  if (errors.length > 0) throw new Error(`Pagefind could not index ${href}: ${errors.join("; ")}`);
}

/** A page without a document around it, or without a word, is dropped by Pagefind in silence; only the totals show it. */
function assertPageCount(files: readonly IndexFile[], expected: number): void {
  const entry = entryOf(files);
  const indexed = Object.values(entry.languages).reduce((sum, language) => sum + language.page_count, 0);
  if (indexed !== expected) throw new Error(`Pagefind indexed ${indexed} of ${expected} pages`);
}

/** What Pagefind says about an index it made. */
export type PagefindEntry = {
  readonly version: string;
  readonly languages: Readonly<Record<string, { readonly wasm: string | null; readonly page_count: number }>>;
};

/** Reads `pagefind-entry.json` among the files of an index. */
export function entryOf(files: readonly SearchFile[]): PagefindEntry {
  const file = files.find(({ path }) => path === "pagefind-entry.json");
  if (file === undefined) throw new Error("Pagefind made an index without pagefind-entry.json");
  return JSON.parse(new TextDecoder().decode(file.content)) as PagefindEntry;
}
