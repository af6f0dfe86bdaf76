import assert from "node:assert/strict";
import { test } from "node:test";
import { indexEntryFor, planSitemaps } from "#build/plan-sitemaps.ts";
import { renderSitemap, renderSitemapIndex, type SitemapEntry } from "#build/render-sitemap.ts";
import type { CalendarDay } from "#lib/calendar-day.ts";

const siteUrl = "https://chat.example.org/archive/";

test("a sitemap lists absolute addresses with the day of their last change, and no more", async () => {
  const xml = await renderSitemap(siteUrl, [
    entry("general/2024/03/05/", "2024-03-06"),
    { path: "general/2024/", lastmod: undefined },
  ]);
  assert.equal(
    xml,
    '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">' +
      "<url><loc>https://chat.example.org/archive/general/2024/03/05/</loc><lastmod>2024-03-06</lastmod></url>" +
      "<url><loc>https://chat.example.org/archive/general/2024/</loc></url></urlset>",
  );
});

test("the list of sitemaps has the address of each and its newest day", async () => {
  const plans = planSitemaps({ slug: "general", year: "2024" }, [entry("a/", "2024-03-06"), entry("b/", "2024-05-01")]);
  assert.equal(
    await renderSitemapIndex(siteUrl, plans.map(indexEntryFor)),
    '<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">' +
      "<sitemap><loc>https://chat.example.org/archive/general/2024/sitemap.xml</loc><lastmod>2024-05-01</lastmod></sitemap>" +
      "</sitemapindex>",
  );
});

test("the list of a site that is not indexed is a list of none", async () => {
  assert.match(await renderSitemapIndex(siteUrl, []), /<sitemapindex [^>]+><\/sitemapindex>$/);
});

test("a sitemap lies in the folder it speaks for, and a further one when it is full", () => {
  const entries = Array.from({ length: 5 }, (_, index) => entry(`${index}/`, "2024-03-06"));
  const paths = (scope: Parameters<typeof planSitemaps>[0]): readonly string[] =>
    planSitemaps(scope, entries, { limit: 2 }).map(({ path }) => path);
  assert.deepEqual(paths({}), ["sitemap-site.xml", "sitemap-site-2.xml", "sitemap-site-3.xml"]);
  assert.deepEqual(paths({ slug: "a" }), ["a/sitemap.xml", "a/sitemap-2.xml", "a/sitemap-3.xml"]);
  assert.deepEqual(paths({ slug: "a", year: "2024" })[2], "a/2024/sitemap-3.xml");
  const listed = planSitemaps({}, entries, { limit: 2 }).flatMap((plan) => plan.entries);
  assert.deepEqual(listed, entries);
});

test("nothing to list means no sitemap, and more than 10,000 addresses are never put into one", async () => {
  assert.deepEqual(planSitemaps({}, []), []);
  const many = Array.from({ length: 10_001 }, (_, index) => entry(`${index}/`, "2024-03-06"));
  assert.deepEqual(
    planSitemaps({}, many).map(({ entries }) => entries.length),
    [10_000, 1],
  );
  await assert.rejects(renderSitemap(siteUrl, many), /10001 addresses/);
});

function entry(path: string, lastmod: string): SitemapEntry {
  return { path, lastmod: lastmod as CalendarDay };
}
