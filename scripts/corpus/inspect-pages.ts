import { serveSite } from "#operations/serve-site.ts";
import { launchChromium, newPage } from "#test/support/chromium.ts";
import { outputKindOf } from "#test/support/output-kinds.ts";
import { assertOwnMarkup } from "#test/support/page-markup.ts";
import { readTree } from "#test/support/site-build.ts";

/**
 * What is wrong with a built site: files that carry strangers' text as they must not, and pages that, opened in Chromium at 360 pixels, run
 * anything, ask another origin, throw, are wider than the screen or hold markup that is not ours.
 */
export async function inspectPages(folder: string): Promise<readonly string[]> {
  const problems: string[] = [];
  const note = (error: unknown): void =>
    void problems.push(error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error));
  const site = await readTree(folder);
  for (const [path, bytes] of site) {
    try {
      outputKindOf(path).assertHarmless(bytes, path);
    } catch (error) {
      note(error);
    }
  }
  const server = await serveSite({ folder });
  const browser = await launchChromium();
  const endings: (() => Promise<void>)[] = [];
  try {
    const { origin } = new URL(server.url);
    const ending = { after: (end: () => Promise<void>) => void endings.push(end) };
    const page = await newPage(ending, browser, { origin, viewport: { width: 360, height: 740 } });
    for (const path of site.keys()) {
      if (!path.endsWith("index.html")) continue;
      await page.goto(server.url + path.slice(0, -"index.html".length));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 360) problems.push(`${path} is ${width} pixels wide`);
      try {
        assertOwnMarkup(await page.content(), `${path} in Chromium`);
      } catch (error) {
        note(error);
      }
    }
    // What the page said of itself is told when it ends.
    for (const end of endings) await end();
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
  } finally {
    await browser.close();
    await server.stop();
  }
  return problems;
}
