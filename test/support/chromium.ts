import assert from "node:assert/strict";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { findChromium } from "./chromium-path.ts";
import type { Ending } from "./temporary-folder.ts";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/**
 * Why browser tests cannot run here, or false: `test("…", { skip: withoutChromium }, …)`. Under `CI=true` nothing is
 * skipped, so that a missing browser is a failure.
 */
export const withoutChromium: string | false =
  findChromium() !== undefined || process.env["CI"] === "true"
    ? false
    : "no Chromium on this machine: install it or set CHROMIUM_PATH";

/** One headless Chromium; the caller closes it. Throws with the remedy where there is none. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error(
      "Browser tests need Chromium and none was found: install it (apt-get install chromium) or set CHROMIUM_PATH",
    );
  }
  return chromium.launch({ executablePath, args: flags });
}

/** What `newPage` takes beside Playwright's own context options. */
export type NewPageOptions = BrowserContextOptions & {
  /** The only origin the page may talk to, such as `http://127.0.0.1:8080`. */
  readonly origin: string;
  /** Console or page errors that the test means to provoke. */
  readonly expected?: readonly RegExp[];
};

/**
 * A page in a context of its own, closed when the test ends. The test fails when the page throws, logs an error, opens a
 * dialog or asks any other origin for anything; such a request is never let out.
 */
export async function newPage(ending: Ending, browser: Browser, options: NewPageOptions): Promise<Page> {
  const { origin, expected = [], ...contextOptions } = options;
  const context = await browser.newContext(contextOptions);
  const problems: string[] = [];
  await confineTo(origin, context, problems);
  const page = await context.newPage();
  page.on("pageerror", (error) => problems.push(`page error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console error: ${message.text()} (${message.location().url})`);
  });
  page.on("dialog", (dialog) => {
    problems.push(`dialog: ${dialog.type()} ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined); // a page that is gone has closed its dialog
  });
  ending.after(async () => {
    await context.close();
    const unexpected = problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)));
    assert.deepEqual(unexpected, [], "the page had problems");
  });
  return page;
}

async function confineTo(origin: string, context: BrowserContext, problems: string[]): Promise<void> {
  await context.route(
    (url) => url.origin !== origin && !["data:", "blob:", "about:"].includes(url.protocol),
    async (route) => {
      problems.push(`request to another origin: ${route.request().url()}`);
      await route.abort("blockedbyclient");
    },
  );
}
