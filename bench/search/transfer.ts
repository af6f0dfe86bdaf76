import type { Browser } from "playwright-core";
import { closePagefind } from "#build/search/pagefind-index.ts";
import { calendarDayOf } from "#lib/calendar-day.ts";
import { serveSite } from "#operations/serve-site.ts";
import { createRandom } from "#sample/random.ts";
import { launchChromium, newPage } from "#test/support/chromium.ts";
import { searchDay } from "#test/support/search-days.ts";
import { writeSearchSite } from "#test/support/search-site.ts";
import { countTransfer } from "#test/support/search-transfer.ts";
import type { SearchDay } from "#view/search-day.ts";
import { sentence } from "../history/prose.ts";
import { inScratch } from "../scratch.ts";

/**
 * `npm run bench:search`: what a search in Chromium loads, in a room of 100,000 messages and over 200 small shards: until the
 * first message is listed, and until the first portion is. The last word is one that nobody said.
 */
const sites = [
  { name: "one room of 100,000 messages", rooms: 1, years: 2, days: 300, messages: 167 },
  { name: "200 shards of 500 messages", rooms: 20, years: 10, days: 10, messages: 50 },
] as const;
const wordsPerMessage = 15;
const queries = ["stailth", "drook", "because", "harbinger"];

const browser = await launchChromium();
for (const site of sites) {
  await inScratch(async (folder) => {
    await writeSearchSite(daysOf(site), { folder, currentYear: "2026" });
    await closePagefind();
    await measure(browser, folder, site.name);
  });
}
await browser.close();

function daysOf({ rooms, years, days, messages }: (typeof sites)[number]): readonly SearchDay[] {
  const random = createRandom(1);
  const lines = (): readonly { by: string; text: string }[] =>
    Array.from({ length: messages }, (_, index) => ({
      by: `Person ${index % 20}`,
      text: `${sentence(random, wordsPerMessage)}${random.below(20_000) === 0 ? ` ${queries[0]}` : ""}`,
    }));
  return Array.from({ length: rooms * years * days }, (_, index) => {
    const [room, year, day] = [index % rooms, Math.floor(index / rooms / days), Math.floor(index / rooms) % days];
    return searchDay(`room${room}`, calendarDayOf(Date.UTC(2014 + year, 0, 1 + day)), [lines()]);
  });
}

async function measure(chromium: Browser, folder: string, name: string): Promise<void> {
  const server = await serveSite({ folder });
  const endings: (() => unknown)[] = [];
  for (const query of queries) {
    const ending = { after: (end: () => unknown) => void endings.push(end) };
    const page = await newPage(ending, chromium, { origin: new URL(server.url).origin });
    const transfer = countTransfer(page);
    const first = Promise.withResolvers<number>();
    await page.exposeFunction("messageListed", () => transfer.bytes().then(first.resolve));
    await page.addInitScript(tellOfFirstMessage);
    await page.goto(`${server.url}search/?q=${query}`);
    const status = page.getByRole("status");
    await status.filter({ hasText: /found/ }).waitFor({ timeout: 300_000 });
    const said = await status.innerText();
    first.resolve(0);
    console.log(
      `${name}, "${query}": ${kilobytes(await first.promise)} for the first message, ${kilobytes(await transfer.bytes())} for "${said}"`,
    );
  }
  for (const end of endings) await end();
  await server.stop();
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}

/** Runs in the page: calls out at the moment that a message is listed. */
function tellOfFirstMessage(): void {
  const watching = new MutationObserver(() => {
    if (document.querySelector(".found-message") === null) return;
    watching.disconnect();
    (globalThis as unknown as { messageListed: () => void }).messageListed();
  });
  watching.observe(document, { childList: true, subtree: true });
}
