import assert from "node:assert/strict";
import { after, before, suite, test, type TestContext } from "node:test";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { serveSite, type SiteServer } from "#operations/serve-site.ts";
import { launchChromium, newPage, withoutChromium } from "#test/support/chromium.ts";
import { basePath } from "#test/support/page-models.ts";
import { renderPages } from "#test/support/rendered-pages.ts";
import { temporaryFolder } from "#test/support/temporary-folder.ts";

const day = "harbour/2026/03/03/";

let browser: Browser;
let server: SiteServer;

before(async () => {
  if (withoutChromium !== false) return;
  const { folder } = await renderPages(await temporaryFolder());
  server = await serveSite({ folder, basePath });
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function open(t: TestContext, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await newPage(t, browser, { origin: new URL(server.url).origin, ...options });
  await page.goto(`${server.url}${day}`);
  return page;
}

suite("files of strangers on a page", { skip: withoutChromium }, () => {
  test("a picture is the WebP one where the browser knows it, has its size before it loads, and its description", async (t) => {
    const page = await open(t);
    const picture = page.getByRole("img", { name: "Image pier.png" }).first();
    await picture.scrollIntoViewIfNeeded();
    await page.waitForFunction(() => document.querySelector<HTMLImageElement>(".media img")?.complete === true);
    const told = await picture.evaluate((image: HTMLImageElement) => ({
      file: image.currentSrc.split("/").at(-1),
      natural: [image.naturalWidth, image.naturalHeight],
      attributes: ["width", "height", "loading", "decoding"].map((name) => image.getAttribute(name)),
    }));
    assert.deepEqual(told, {
      file: "pier.webp",
      natural: [320, 240],
      attributes: ["320", "240", "lazy", "async"],
    });
  });

  test("nothing moves when pictures load", async (t) => {
    const page = await open(t, { viewport: { width: 360, height: 740 } });
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
          }).observe({ type: "layout-shift", buffered: true });
          document.querySelector(".media")?.scrollIntoView();
          setTimeout(() => resolve(sum), 700);
        }),
    );
    assert.ok(shift < 0.01, `layout shift ${shift}`);
  });

  test("a moving picture stands still for who asks for less motion", async (t) => {
    const page = await open(t, { reducedMotion: "reduce" });
    const lamp = page.getByRole("img", { name: "Image lamp.png" });
    await lamp.scrollIntoViewIfNeeded();
    assert.match(await lamp.evaluate((image: HTMLImageElement) => image.currentSrc), /lamp\.png$/);
  });

  test("without scripts a picture's link leads to the file, and sound and films have the browser's own player", async (t) => {
    const page = await open(t, { javaScriptEnabled: false });
    assert.equal(await page.locator("audio[controls][preload=none], video[controls][preload=none]").count(), 2);
    assert.equal(await page.locator("dialog[open]").count(), 0);
    await page.getByRole("link", { name: "Image pier.png" }).first().click();
    await page.waitForURL("**/media/pi/pier.webp");
  });

  test("a picture opens large on its page, leads on by its buttons and keys, and gives the focus back", async (t) => {
    const page = await open(t);
    await page.getByRole("link", { name: "Image pier.png" }).first().click();
    const viewer = page.getByRole("dialog", { name: "Picture" });
    const large = viewer.getByRole("img");
    assert.equal(await large.getAttribute("alt"), "Image pier.png");
    assert.match((await viewer.getByRole("link").getAttribute("href")) ?? "", /\/pier\.webp$/);
    await viewer.getByRole("button", { name: "Next picture" }).click();
    await page.keyboard.press("ArrowRight");
    assert.equal(await large.getAttribute("alt"), "Image crab.png");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    assert.equal(await large.getAttribute("alt"), "Image lamp.png", "from the first one back to the last");
    // Keys of the page wait while it is open.
    await page.keyboard.press("j");
    await page.keyboard.press("Escape");
    assert.equal(await viewer.isVisible(), false);
    assert.equal(new URL(page.url()).pathname, basePath + day);
    assert.equal(await page.evaluate(() => document.activeElement?.querySelector("img")?.alt), "Image lamp.png");
  });

  test("a picture opens by keyboard alone, and a click with a key held down follows the link", async (t) => {
    const page = await open(t);
    const link = page.getByRole("link", { name: "Image pier.png" }).first();
    await link.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Close" }).last().click();
    const [opened] = await Promise.all([page.context().waitForEvent("page"), link.click({ modifiers: ["Control"] })]);
    assert.match(opened.url(), /pier\.webp$|about:blank/);
  });
});
