import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test, type TestContext } from "node:test";
import type { Browser, Page } from "playwright-core";
import { closePagefind } from "#build/search/pagefind-index.ts";
import { serveSite, type SiteServer } from "#operations/serve-site.ts";
import { launchChromium, newPage, withoutChromium } from "#test/support/chromium.ts";
import { basePath, lighthouseDays as days, longHistory } from "#test/support/lighthouse-days.ts";
import { daysFound, statusIs } from "#test/support/search-answers.ts";
import { countTransfer } from "#test/support/search-transfer.ts";
import { writeSearchSite } from "#test/support/search-site.ts";

let browser: Browser;
let server: SiteServer;
let folder: string;

before(async () => {
  if (withoutChromium !== false) return;
  folder = await mkdtemp(join(tmpdir(), "daybook-search-"));
  await writeSearchSite([...days, ...longHistory], { folder, basePath, currentYear: "2026" });
  server = await serveSite({ folder, basePath });
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
  await closePagefind();
  if (folder !== undefined) await rm(folder, { recursive: true });
});

const inBrowser = { skip: withoutChromium };

test("a word leads to the message it was said in, on its part of the day", inBrowser, async (t) => {
  const page = await openSearch(t, "");
  await page.getByLabel("Words").fill("lamp");
  await page.getByLabel("Words").press("Enter");
  await statusIs(page, "One message found.");
  const id = days[1]?.parts[1]?.messages[1]?.id;
  assert.equal(await page.locator(".found-link").getAttribute("href"), `/archive/general/2024/02/29/2/#${id}`);
  assert.equal(await page.locator(".found-day h3").innerText(), "Room general, Thursday, 29 February 2024");
  await page.locator(".found-link").click();
  await page.waitForURL(`**/archive/general/2024/02/29/2/#${id}`);
  assert.equal(await page.locator(":target").count(), 1);
});

test("a hit shows who, when, the words with their marks as text, and the messages beside it", inBrowser, async (t) => {
  const page = await openSearch(t, "?q=lamp");
  await statusIs(page, "One message found.");
  const hit = page.locator(".found-message");
  assert.equal(await hit.locator(".found-link").innerText(), "Ann <b>the</b> first 14:03 UTC");
  assert.equal(
    await hit.locator(".found-text").innerText(),
    "The lighthouse & <mark>its</mark> &lt;lamp&gt; need paint",
  );
  assert.deepEqual(await hit.locator(".found-text mark").allInnerTexts(), ["&lt;lamp&gt;"]);
  assert.deepEqual(await hit.locator(".found-beside").allInnerTexts(), ["Ann: First, good morning", "Bea: Agreed"]);
});

test("a search reaches every room and year, and the room and year chosen limit it", inBrowser, async (t) => {
  const page = await openSearch(t, "?q=lighthouse");
  await statusIs(page, "6 messages found.");
  await page.getByLabel("Room").selectOption("general");
  await statusIs(page, "4 messages found.");
  await page.getByLabel("Year").selectOption("2026");
  await statusIs(page, "2 messages found.");
  assert.match(page.url(), /\?q=lighthouse&room=general&year=2026$/);
  await page.getByRole("button", { name: "Search every room" }).click();
  await statusIs(page, "3 messages found.");
});

test("a word that nobody said finds nothing, however many words begin like it", inBrowser, async (t) => {
  const page = await openSearch(t, "?q=harbinger");
  await statusIs(page, "Nothing found.");
  await page.getByLabel("Words").fill("lighthouse qqqq");
  await page.getByLabel("Words").press("Enter");
  await statusIs(page, "Nothing found.");
});

test("the address carries the search, and the back button the one before", inBrowser, async (t) => {
  const page = await openSearch(t, "?q=firmware&room=dev&year=2025&order=oldest");
  await statusIs(page, "One message found.");
  assert.equal(await page.getByLabel("Room").inputValue(), "dev");
  assert.equal(await page.getByLabel("Order").inputValue(), "oldest");
  await page.getByLabel("Year").selectOption("");
  await statusIs(page, "2 messages found.");
  await page.goBack();
  await statusIs(page, "One message found.");
  assert.equal(await page.getByLabel("Year").inputValue(), "2025");
});

test("hits come newest or oldest first over all rooms and shards", inBrowser, async (t) => {
  const sorted = ["2023-05-01", "2024-02-29", "2025-06-01", "2026-01-10", "2026-03-05", "2026-04-01"];
  for (const [order, expected] of [
    ["oldest", sorted],
    ["newest", sorted.toReversed()],
  ] as const) {
    const page = await openSearch(t, `?q=lighthouse&order=${order}`);
    await statusIs(page, "6 messages found.");
    assert.deepEqual(await daysFound(page), expected);
  }
});

test("a long history comes in portions, and in order over shards that are not loaded yet", inBrowser, async (t) => {
  const expected = longHistory.map(({ day }) => day).toSorted();
  for (const [order, sorted] of [
    ["oldest", expected],
    ["newest", expected.toReversed()],
  ] as const) {
    const page = await openSearch(t, `?q=harbour&order=${order}`);
    await statusIs(page, "At least 12 messages found.");
    assert.deepEqual(await daysFound(page), sorted.slice(0, 12));
    await page.getByRole("button", { name: "Look for more" }).click();
    await statusIs(page, "At least 24 messages found.");
    assert.deepEqual(await daysFound(page), sorted);
    await page.getByRole("button", { name: "Look for more" }).click();
    await statusIs(page, "24 messages found.");
  }
});

test("Japanese and Chinese words are found in text without spaces, and a message only once", inBrowser, async (t) => {
  const japanese = await openSearch(t, "?q=調子");
  await statusIs(japanese, "One message found.");
  assert.equal(await japanese.locator(".found-text").innerText(), "潮位計の調子が悪いです lighthouse");
  const chinese = await openSearch(t, "?q=固件");
  await statusIs(chinese, "One message found.");
});

test("operators in the box choose room, days, sender and kind", inBrowser, async (t) => {
  const page = await openSearch(t, "");
  for (const [q, count] of [
    ["lighthouse in:dev", 2],
    ["lighthouse before:2024", 1],
    ["lighthouse after:2026-01-10 before:2026-04-01", 2],
    ["lighthouse from:ann", 3],
    ["lighthouse has:link", 1],
    ["from:bea in:general", 2],
    ['"lighthouse firmware"', 1],
  ] as const) {
    await page.getByLabel("Words").fill(q);
    await page.getByLabel("Words").press("Enter");
    await statusIs(page, count === 1 ? "One message found." : `${count} messages found.`);
  }
});

test("the fields for month, sender and kind narrow the search, and the address carries them", inBrowser, async (t) => {
  const page = await openSearch(t, "?q=lighthouse");
  await statusIs(page, "6 messages found.");
  await page.getByLabel("Month").selectOption("01");
  await statusIs(page, "One message found.");
  assert.deepEqual(await daysFound(page), ["2026-01-10"]);
  await page.getByLabel("Month").selectOption("");
  await page.getByLabel("With").selectOption("link");
  await statusIs(page, "One message found.");
  await page.getByLabel("With").selectOption("");
  await page.getByLabel("Said by").fill("ann");
  await page.getByLabel("Said by").press("Enter");
  await statusIs(page, "3 messages found.");
  assert.match(page.url(), /\?q=lighthouse&from=ann$/);
  await page.getByRole("button", { name: "Search what everybody said" }).click();
  await statusIs(page, "6 messages found.");
  await page.goBack();
  await statusIs(page, "3 messages found.");
  assert.equal(await page.getByLabel("Said by").inputValue(), "ann");
  const everything = await openSearch(t, "?has=code");
  await statusIs(everything, "At least one message found.");
});

test("arrow keys lead from the box through what was found, Enter opens it, Escape leads back", inBrowser, async (t) => {
  const page = await openSearch(t, "?q=lighthouse&order=oldest");
  await statusIs(page, "6 messages found.");
  const focused = async () => page.evaluate(() => document.activeElement?.getAttribute("href")?.split("#")[0]);
  await page.getByLabel("Words").focus();
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), "/archive/general/2023/05/01/");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), "/archive/general/2024/02/29/2/");
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(), "/archive/general/2023/05/01/");
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.getByLabel("Words").evaluate((box) => box === document.activeElement), true);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  assert.equal(await page.getByLabel("Words").evaluate((box) => box === document.activeElement), true);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/archive/general/2023/05/01/#*");
});

test("what is not there is said with ways on, and an unknown room with the rooms there are", inBrowser, async (t) => {
  const page = await openSearch(t, "?q=submarine+keys&room=general");
  await statusIs(page, "Nothing found.");
  assert.equal(await page.getByRole("button", { name: "Search every room" }).count(), 1);
  assert.equal(await page.getByRole("link", { name: "Browse this room" }).getAttribute("href"), "/archive/general/");
  const unknown = await openSearch(t, "?q=keys+in:nowhere");
  await statusIs(unknown, "There is no room “nowhere” to search. There are: dev, general, quiet, still.");
});

test("a search in one room loads less than 300 kB for its first answer", inBrowser, async (t) => {
  const page = await openSearch(t, "");
  const transfer = countTransfer(page);
  await page.goto(`${server.url}search/?q=lighthouse&room=general`);
  await statusIs(page, "4 messages found.");
  const bytes = await transfer.bytes();
  t.diagnostic(`${Math.round(bytes / 1000)} kB`);
  assert.ok(bytes < 300_000, `${bytes} bytes`);
});

test("a search over ten shards loads less than 600 kB", inBrowser, async (t) => {
  const page = await openSearch(t, "");
  const transfer = countTransfer(page);
  await page.goto(`${server.url}search/?q=harbour&order=newest`);
  await statusIs(page, "At least 12 messages found.");
  await page.getByRole("button", { name: "Look for more" }).click();
  await statusIs(page, "At least 24 messages found.");
  const bytes = await transfer.bytes();
  t.diagnostic(`${Math.round(bytes / 1000)} kB`);
  assert.ok(bytes < 600_000, `${bytes} bytes`);
});

test("the best match is what somebody said, however often a program says the word", inBrowser, async (t) => {
  const page = await openSearch(t, "?q=barometer");
  await statusIs(page, "2 messages found.");
  assert.deepEqual(await page.locator(".found-author").allInnerTexts(), ["Cem", "Bot"]);
});

test("an index that cannot be loaded is said in words, and works once it can", inBrowser, async (t) => {
  const expected = [/status of 404/, /Failed to load/, /pagefind/i];
  const page = await newPage(t, browser, { origin: new URL(server.url).origin, expected });
  let broken = true;
  await page.route("**/general/2026-04/pagefind-entry.json*", async (route) =>
    broken ? route.fulfill({ status: 404, body: "" }) : route.continue(),
  );
  await page.goto(`${server.url}search/?q=tour`);
  await statusIs(page, /^The search did not work: a part of its index could not be loaded/);
  broken = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await statusIs(page, "One message found.");
});

async function openSearch(t: TestContext, query: string): Promise<Page> {
  const page = await newPage(t, browser, { origin: new URL(server.url).origin });
  await page.goto(`${server.url}search/${query}`);
  return page;
}
