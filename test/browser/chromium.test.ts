import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, test, type TestContext } from "node:test";
import type { Browser } from "playwright-core";
import { launchChromium, newPage, withoutChromium } from "../support/chromium.ts";

const pages: Readonly<Record<string, string>> = {
  "/fine/": `<title>Fine</title><link rel="icon" href="data:,"><p>Hello</p>`,
  "/throws/": `<title>Throws</title><link rel="icon" href="data:,"><script>throw new Error("planted")</script>`,
  "/third-party/": `<title>Third</title><link rel="icon" href="data:,"><img src="http://127.0.0.2:9/pixel.png" alt="">`,
};

describe("the page helper of browser tests", { skip: withoutChromium }, () => {
  let browser: Browser;
  let server: Server;
  let origin: string;

  before(async () => {
    server = createServer((request, response) => {
      response.setHeader("content-type", "text/html").end(pages[request.url ?? ""] ?? "");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launchChromium();
  });

  after(async () => {
    await browser.close();
    server.close();
  });

  test("a clean page passes", async (t) => {
    const page = await newPage(t, browser, { origin });
    await page.goto(`${origin}/fine/`);
    assert.equal(await page.textContent("p"), "Hello");
  });

  test("a page that throws fails the test", async () => {
    await assert.rejects(visit("/throws/"), /planted/);
  });

  test("a request to another origin fails the test", async () => {
    await assert.rejects(visit("/third-party/"), /another origin: http:\/\/127\.0\.0\.2:9\/pixel\.png/);
  });

  test("without scripts a page runs none", async (t) => {
    const page = await newPage(t, browser, { origin, javaScriptEnabled: false });
    await page.goto(`${origin}/throws/`);
    assert.equal(await page.title(), "Throws");
  });

  /** Visits with a stand-in for the test context, whose end is called by hand to see what it throws. */
  async function visit(path: string): Promise<void> {
    const endings: (() => Promise<void>)[] = [];
    const context = { after: (end: () => Promise<void>) => endings.push(end) } as unknown as TestContext;
    const page = await newPage(context, browser, { origin });
    await page.goto(origin + path, { waitUntil: "networkidle" });
    for (const end of endings) await end();
  }
});
