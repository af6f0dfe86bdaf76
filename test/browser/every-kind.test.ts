import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test, type TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { serveSite, type SiteServer } from "#operations/serve-site.ts";
import { buildScene, pagesIn } from "#test/support/build-scene.ts";
import { launchChromium, newPage, withoutChromium } from "#test/support/chromium.ts";
import { addCorpus } from "#test/support/corpus-room.ts";

let browser: Browser;
let server: SiteServer;
let days: readonly string[];
const cleanings: (() => Promise<void>)[] = [];

before(async () => {
  if (withoutChromium !== false) return;
  const rooms = [{ room: "#general:example.org", index: true, membership: "fold" }];
  const { stored, build, tree, config } = await buildScene({ after: (clean) => cleanings.push(clean) }, { rooms });
  const redacted = addCorpus(stored.room);
  await stored.write();
  for (const target of redacted) await stored.redact(target);
  await stored.crawledAt("2024-06-10 00:00");
  await build();
  days = pagesIn([...(await tree()).keys()]).filter((path) => path.startsWith("general/2024/03/05/"));
  server = await serveSite({ folder: config.output, basePath: "/" });
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
  for (const clean of cleanings) await clean();
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 1280]) {
    test(
      `a day with every kind of event is sound at ${width} pixels in ${colorScheme}`,
      { skip: withoutChromium },
      async (t) => {
        const axe = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
        const page = await open(t, { width, colorScheme });
        assert.ok(days.length > 0);
        for (const day of days) {
          await page.goto(server.url + day);
          await page.evaluate(() => {
            for (const details of document.querySelectorAll("details")) details.open = true;
          });
          const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(beyond <= 0, `${day}: ${beyond} pixels too wide`);
          const text = await page.locator("main").innerText();
          assert.doesNotMatch(text, /undefined|\[object Object\]|NaN/, day);
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() => (globalThis as unknown as Axe).axe.run());
          assert.deepEqual(
            violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
            [],
            day,
          );
        }
      },
    );
  }
}

type Axe = { readonly axe: { run(): Promise<AxeResults> } };

async function open(
  t: TestContext,
  { width, colorScheme }: { width: number; colorScheme: "light" | "dark" },
): Promise<Page> {
  const viewport = { width, height: 800 };
  return newPage(t, browser, { origin: new URL(server.url).origin, viewport, colorScheme, bypassCSP: true });
}
