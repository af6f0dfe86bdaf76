import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { renderFeed } from "#build/render-feed.ts";
import { renderOpenSearch } from "#build/render-open-search.ts";
import { renderSitemap, renderSitemapIndex } from "#build/render-sitemap.ts";
import { launchChromium, withoutChromium } from "#test/support/chromium.ts";
import { carriedText, hostileFeed, plainFeed } from "#test/support/feeds.ts";

let browser: Browser;

before(async () => {
  if (withoutChromium === false) browser = await launchChromium();
});

after(async () => {
  await browser?.close();
});

const inBrowser = { skip: withoutChromium };

test(
  "a browser's XML parser reads a feed of hostile text, and finds the text as it was written",
  inBrowser,
  async () => {
    const found = await parse(renderFeed(hostileFeed));
    assert.equal(found.problem, undefined);
    assert.equal(found.root, "feed");
    assert.deepEqual(found.texts["summary"], [carriedText]);
    assert.deepEqual(found.texts["title"], [carriedText, carriedText]);
    assert.equal(found.texts["script"], undefined);
  },
);

test("a browser's XML parser reads a plain feed, the sitemaps and the search description", inBrowser, async () => {
  const entry = { path: "general/2024/03/05/", lastmod: undefined };
  const files = [
    ["feed", renderFeed(plainFeed)],
    ["urlset", await renderSitemap("https://chat.example.org/", [entry])],
    ["sitemapindex", await renderSitemapIndex("https://chat.example.org/", [entry])],
    [
      "OpenSearchDescription",
      renderOpenSearch({ url: "https://chat.example.org/", title: 'A & <"b">', description: "" }),
    ],
  ] as const;
  for (const [root, xml] of files) {
    const found = await parse(xml);
    assert.deepEqual([found.problem, found.root], [undefined, root]);
  }
});

type ParsedXml = {
  readonly problem: string | undefined;
  readonly root: string;
  /** Trimmed text of each element, by its name. */
  readonly texts: Readonly<Record<string, readonly string[]>>;
};

async function parse(xml: string): Promise<ParsedXml> {
  const page = await browser.newPage();
  try {
    return await page.evaluate((source) => {
      const read = new DOMParser().parseFromString(source, "application/xml");
      const texts: Record<string, string[]> = {};
      for (const one of read.querySelectorAll("*")) {
        texts[one.localName] = [...(texts[one.localName] ?? []), one.textContent.trim()];
      }
      const problem = read.querySelector("parsererror")?.textContent ?? undefined;
      return { problem, root: read.documentElement.localName, texts };
    }, xml);
  } finally {
    await page.close();
  }
}
