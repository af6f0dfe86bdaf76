import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { Browser } from "playwright-core";
import { closePagefind } from "#build/search/pagefind-index.ts";
import { dayMs } from "#lib/calendar-day.ts";
import { serveSite, type SiteServer } from "#operations/serve-site.ts";
import { hostileRoom } from "#sample/hostile-room.ts";
import { launchChromium, newPage, withoutChromium } from "#test/support/chromium.ts";
import { hostileClasses } from "#test/support/hostile-texts.ts";
import { outputKindOf, outputKinds } from "#test/support/output-kinds.ts";
import { assertOwnMarkup } from "#test/support/page-markup.ts";
import { publishRooms, type Published } from "#test/support/publish-rooms.ts";
import { readTree, type Tree } from "#test/support/site-build.ts";
import { temporaryFolder } from "#test/support/temporary-folder.ts";

const startMs = Date.parse("2025-03-01T00:00:00Z");

/** The very long, deep and many cost the most, and these places show all that becomes of them. */
const placesOfExtremes = ["message body", "formatted body", "reaction key", "display name", "quoted words", "poll"];
const mostSaid = "<b>What strangers</b> \"say\" & 'write' </title>";

const classes = hostileClasses();
/** Each run puts each text into every third place; `DAYBOOK_TEST_SEED` says with which it begins, so 0, 1 and 2 are all. */
const turn = Number(process.env["DAYBOOK_TEST_SEED"] ?? 0);
const rooms = new Map(
  classes.map(({ name, texts }, index) => {
    const places = name === "extremes" ? { places: placesOfExtremes } : {};
    return [name, hostileRoom({ name, texts, turn, startMs: startMs + index * dayMs, ...places })];
  }),
);

suite("whatever strangers write, in every place they can write to", () => {
  let published: Published;
  let tree: Tree;
  let server: SiteServer;
  let browser: Browser;

  before(async () => {
    const site = { title: mostSaid, description: mostSaid };
    const decision = { by: mostSaid, on: "2025-01-01", why: mostSaid };
    published = await publishRooms({ rooms, folder: await temporaryFolder(), site, room: { decision } });
    tree = await readTree(published.output);
    if (withoutChromium !== false) return;
    server = await serveSite({ folder: published.output });
    browser = await launchChromium();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    await closePagefind();
  });

  const pages = () => [...tree.keys()].filter((path) => path.endsWith("index.html"));

  test("no event is lost and no room fails", () => {
    assert.deepEqual(
      published.crawl.rooms.map(({ outcome }) => outcome),
      classes.map(() => "complete"),
    );
    const texts = classes.reduce((sum, { name, texts: all }) => sum + (name === "extremes" ? 0 : all.length), 0);
    assert.ok(published.build.messages > texts * 10, `${published.build.messages} messages of ${texts} texts`);
  });

  test("every file is of a known kind, and harmless as that kind", () => {
    const seen = new Set<string>();
    for (const [path, bytes] of tree) {
      const kind = outputKindOf(path);
      kind.assertHarmless(bytes, path);
      seen.add(kind.name);
    }
    const unseen = outputKinds.filter(({ name }) => !seen.has(name));
    assert.deepEqual(unseen, []);
  });

  test(
    "no page runs, asks or shows anything of theirs, nor is wider than a phone",
    { skip: withoutChromium },
    async (t) => {
      const { origin } = new URL(server.url);
      const page = await newPage(t, browser, { origin, viewport: { width: 360, height: 740 } });
      const wide: string[] = [];
      for (const path of pages()) {
        await page.goto(server.url + path.slice(0, -"index.html".length));
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        if (width > 360) wide.push(`${path} is ${width} pixels wide`);
        assertOwnMarkup(await page.content(), `${path} in Chromium`);
      }
      assert.deepEqual(wide, []);
    },
  );

  test(
    "an XML reader takes every feed, sitemap and description of the search",
    { skip: withoutChromium },
    async (t) => {
      const page = await newPage(t, browser, { origin: new URL(server.url).origin });
      await page.goto(server.url);
      for (const [path, bytes] of tree) {
        if (!path.endsWith(".xml")) continue;
        const root = await page.evaluate((xml) => {
          const read = new DOMParser().parseFromString(xml, "application/xml");
          return read.querySelector("parsererror")?.textContent ?? read.documentElement.tagName;
        }, bytes.toString("utf8"));
        assert.match(root, /^(?:feed|urlset|sitemapindex|OpenSearchDescription)$/, path);
      }
    },
  );

  test("what is searched for and found is shown as words", { skip: withoutChromium }, async (t) => {
    const { origin } = new URL(server.url);
    const page = await newPage(t, browser, { origin, viewport: { width: 360, height: 740 } });
    const words = ["alert", "evil", ...classes.map(({ texts }) => texts[0] ?? "")];
    for (const word of words) {
      await page.goto(`${server.url}search/?q=${encodeURIComponent(word.slice(0, 500).toWellFormed())}`);
      await page.waitForFunction(() =>
        /found|a word/i.test(document.querySelector("[role=status]")?.textContent ?? ""),
      );
      assertOwnMarkup(await page.content(), `the search for ${word}`);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 360, `the search for ${word} is ${width} pixels wide`);
    }
  });

  test(
    "an address that asks for anything as a message says that it is not there",
    { skip: withoutChromium },
    async (t) => {
      const { origin } = new URL(server.url);
      const page = await newPage(t, browser, { origin });
      const day = pages().find((path) => path.startsWith("scripts/2025/03/") && path.split("/").length > 4) ?? "";
      for (const { texts } of classes) {
        const [text = ""] = texts;
        await page.goto("about:blank");
        await page.goto(`${server.url}${day.slice(0, -"index.html".length)}#${text.slice(0, 500).toWellFormed()}`);
        assertOwnMarkup(await page.content(), `${day} with #${text}`);
      }
    },
  );
});
