import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test, type TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import type { AxeResults } from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { serveSite, type SiteServer } from "#operations/serve-site.ts";
import { launchChromium, newPage, withoutChromium } from "#test/support/chromium.ts";
import { basePath } from "#test/support/page-models.ts";
import { everyPage, renderPages } from "#test/support/rendered-pages.ts";
import { temporaryFolder } from "#test/support/temporary-folder.ts";

const day = "harbour/2026/03/03/";
const schemes = ["light", "dark"] as const;

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

for (const colorScheme of schemes) {
  test(`axe finds nothing on any page in ${colorScheme}`, { skip: withoutChromium }, async (t) => {
    const axe = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
    const page = await open(t, "", { colorScheme, bypassCSP: true });
    for (const path of everyPage) {
      await page.goto(server.url + path);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => (globalThis as unknown as Axe).axe.run());
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
      assert.deepEqual(found, [], path);
    }
  });

  test(`names are readable in all twelve inks in ${colorScheme}`, { skip: withoutChromium }, async (t) => {
    const page = await open(t, day, { colorScheme });
    const ratios = await page.evaluate(contrastsOfNames);
    assert.equal(ratios.length, 36);
    for (const { ink, paper, ratio } of ratios) assert.ok(ratio >= 4.5, `${ink} on ${paper}: ${ratio}`);
  });
}

test("no page scrolls sideways, from 320 to 1920 pixels", { skip: withoutChromium }, async (t) => {
  const page = await open(t, "");
  for (const path of everyPage) {
    await page.goto(server.url + path);
    for (const width of [320, 360, 768, 1100, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(beyond <= 0, `${path} at ${width}: ${beyond} pixels too wide`);
    }
  }
});

test("a quote runs in the direction of its words, whatever its author's name", { skip: withoutChromium }, async (t) => {
  const page = await open(t, day);
  const direction = await page.locator("a.q").evaluate((quote) => getComputedStyle(quote).direction);
  assert.equal(direction, "ltr");
});

test("every page has one h1, and its headings leave out no level", { skip: withoutChromium }, async (t) => {
  const page = await open(t, "");
  for (const path of everyPage) {
    await page.goto(server.url + path);
    const headings = await page.locator("h1, h2, h3, h4, h5, h6").all();
    const levels = await Promise.all(headings.map((heading) => heading.evaluate(({ tagName }) => Number(tagName[1]))));
    assert.equal(levels.filter((level) => level === 1).length, 1, path);
    assert.ok(
      levels.every((level, index) => level - (levels[index - 1] ?? 0) <= 1),
      `${path}: ${levels.join(" ")}`,
    );
  }
});

test("no time runs beyond its message, not even words in place of one", { skip: withoutChromium }, async (t) => {
  const page = await open(t, day);
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const times = await page.locator("article > a > time").all();
    assert.ok(times.length > 5);
    for (const time of times) {
      const [inner, outer] = [await time.boundingBox(), await time.locator("xpath=ancestor::article").boundingBox()];
      const label = await time.textContent();
      assert.ok(inner !== null && outer !== null, `${label} at ${width} is not shown`);
      assert.ok(inner.y + inner.height <= outer.y + outer.height + 1, `${label} at ${width} runs out below`);
      assert.ok(inner.x >= outer.x - 1 && inner.x + inner.width <= outer.x + outer.width + 1, `${label} at ${width}`);
    }
  }
});

test("without scripts the linked message is marked and a spoiler opens", { skip: withoutChromium }, async (t) => {
  const page = await open(t, `${day}#kenji0809xxxxxxx`, { javaScriptEnabled: false });
  const backgroundOf = (id: string) =>
    page.locator(`#${id}`).evaluate((message) => getComputedStyle(message).backgroundColor);
  assert.notEqual(await backgroundOf("kenji0809xxxxxxx"), await backgroundOf("mara0802xxxxxxxx"));
  const secret = page.getByText("a crab on the antenna");
  assert.equal(await secret.isVisible(), false);
  await page.getByRole("checkbox", { name: "Spoiler" }).check();
  assert.equal(await secret.isVisible(), true);
});

test(
  "the weeks of a calendar are equally high, whether anything was said or not",
  { skip: withoutChromium },
  async (t) => {
    const page = await open(t, "harbour/2026/03/");
    const heights = await page
      .locator(".calendar tbody tr")
      .evaluateAll((weeks) => weeks.map((week) => week.clientHeight));
    assert.ok(heights.length >= 4);
    assert.equal(new Set(heights).size, 1, heights.join(" "));
  },
);

test("on paper a long message is whole and navigation is left out", { skip: withoutChromium }, async (t) => {
  const page = await open(t, day);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByText("the pump stopped").last().isVisible(), true);
  assert.equal(await page.locator(".page-nav").first().isVisible(), false);
  assert.equal(await page.getByText("https://chat.tidewater.example/archive/harbour/2026/03/03/").isVisible(), true);
});

type Axe = { readonly axe: { readonly run: () => Promise<AxeResults> } };

async function open(t: TestContext, path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await newPage(t, browser, { ...options, origin: new URL(server.url).origin });
  await page.goto(server.url + path);
  return page;
}

/** Runs in the page: WCAG contrast of each ink with each ground that names stand on. */
function contrastsOfNames(): { readonly ink: number; readonly paper: string; readonly ratio: number }[] {
  const canvas = document.createElement("canvas").getContext("2d");
  const luminanceOf = (colour: string): number => {
    if (canvas === null) return 0;
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((byte) => {
      const part = byte / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const probe = document.body.appendChild(document.createElement("b"));
  const colourOf = (value: string): string => {
    probe.style.setProperty("color", value);
    return getComputedStyle(probe).color;
  };
  return Array.from({ length: 12 }, (_, ink) => {
    probe.className = `hue-${ink}`;
    const name = luminanceOf(colourOf("var(--name)"));
    return ["--paper", "--paper-2", "--wash"].map((paper) => {
      const ground = luminanceOf(colourOf(`var(${paper})`));
      return { ink, paper, ratio: (Math.max(name, ground) + 0.05) / (Math.min(name, ground) + 0.05) };
    });
  }).flat();
}
