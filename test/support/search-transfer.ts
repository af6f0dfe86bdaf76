import type { Page } from "playwright-core";

/** What a search page has fetched of its site so far: every byte of every answer, none of them compressed on the way. */
export type Transfer = { readonly bytes: () => Promise<number>; readonly requests: () => number };

/** Begins to count; before the page goes anywhere. */
export function countTransfer(page: Page): Transfer {
  const sizes: Promise<number>[] = [];
  page.on("response", (response) => {
    const size = response.body().then(
      (body) => body.length,
      () => 0, // a redirect has no body
    );
    sizes.push(size);
  });
  return {
    bytes: async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0),
    requests: () => sizes.length,
  };
}
