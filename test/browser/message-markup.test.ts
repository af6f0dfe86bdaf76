import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import fc from "fast-check";
import type { Browser } from "playwright-core";
import { parseMessage } from "#message/parse-message.ts";
import { renderSafeHtml } from "#message/render-safe-html.ts";
import { launchChromium, newPage, withoutChromium } from "#test/support/chromium.ts";
import { hostileClasses } from "#test/support/hostile-texts.ts";
import { htmlSoup } from "#test/support/html-soup.ts";
import { assertSafeHtml } from "#test/unit/message/assert-safe-html.ts";

const seed = Number(process.env["DAYBOOK_TEST_SEED"] ?? randomInt(2 ** 31));
const soupCount = 1500;

let browser: Browser;
let server: Server;

before(async () => {
  if (withoutChromium !== false) return;
  server = createServer((_, response) => {
    response.setHeader("content-type", "text/html").end('<link rel="icon" href="data:,"><title>Empty</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  server?.close();
});

const inBrowser = { skip: withoutChromium };

test(
  `Chromium reads each printed message as it was written, whatever its source (DAYBOOK_TEST_SEED=${seed})`,
  inBrowser,
  async (t) => {
    const sources = [
      ...hostileClasses().flatMap(({ texts }) => texts),
      ...fc.sample(htmlSoup, { seed, numRuns: soupCount }),
    ];
    const printed = sources.map((source) => renderSafeHtml(parseMessage({ body: "", html: source })));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const page = await newPage(t, browser, { origin });
    await page.goto(origin);
    // Twice, since what is harmless once may not be so when it was read and printed again.
    const read = await page.evaluate((all) => {
      const reprinted = (html: string): string => {
        const holder = document.createElement("div");
        holder.innerHTML = html;
        return holder.innerHTML;
      };
      return all.map((html) => ({ once: reprinted(html), twice: reprinted(reprinted(html)) }));
    }, printed);
    assert.ok(printed.some((html) => html.length > 100));
    for (const [index, { once, twice }] of read.entries()) {
      assert.equal(twice, once, sources[index] ?? "");
      assertSameMarkup(once, printed[index] ?? "", sources[index] ?? "");
    }
  },
);

/** Chromium prints signs and attributes otherwise than our printer; the elements must be the same, and ours be safe. */
function assertSameMarkup(chromium: string, ours: string, source: string): void {
  const tagsOf = (html: string): readonly string[] => html.match(/<\/?[a-z][a-z0-9]*/gi) ?? [];
  assert.deepEqual(tagsOf(chromium), tagsOf(ours), source);
  assertSafeHtml(ours);
}
