/** The part of Pagefind's browser script that the search page uses (1.6.0). */
export type PagefindModule = {
  mergeIndex(path: string, options: MergeOptions): Promise<void>;
  search(
    words: string | null,
    options: { readonly filters: Readonly<Record<string, string>> },
  ): Promise<PagefindAnswer>;
  destroy(): Promise<void>;
};

export type MergeOptions = {
  readonly baseUrl: string;
  readonly language: string;
  /** Stands in the address of the shard's entry file instead of the time, so that caches may keep it. */
  readonly metaCacheTag: string;
};

export type PagefindAnswer = { readonly results: readonly PagefindResult[] };

/** A page on which something was found; its text is loaded when asked for. */
export type PagefindResult = {
  readonly id: string;
  readonly score: number;
  /** Places of the words on the page. */
  readonly words: readonly number[];
  readonly data: () => Promise<PagefindPage>;
};

export type PagefindPage = {
  readonly url: string;
  readonly content: string;
  /** As `content`, with `<` and `>` escaped, and zero-width spaces between the words of text that has no others. */
  readonly raw_content: string;
  readonly locations: readonly number[];
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly anchors: readonly { readonly id: string; readonly title?: string; readonly location: number }[];
};
