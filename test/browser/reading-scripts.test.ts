import assert from "node:assert/strict";
import { after, before, test, type TestContext } from "node:test";
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

test("j and k go from message to message", { skip: withoutChromium }, async (t) => {
  const page = await open(t, day);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  assert.equal(await focused(page), "mara0803xxxxxxxx");
  await page.keyboard.press("k");
  assert.equal(await focused(page), "mara0802xxxxxxxx");
});

test("j goes on from the message that the link led to", { skip: withoutChromium }, async (t) => {
  const page = await open(t, `${day}#mara0803xxxxxxxx`);
  await page.keyboard.press("j");
  assert.equal(await focused(page), "kenji0809xxxxxxx");
});

test("an arrow leads to the neighbouring day, but not from code that scrolls", { skip: withoutChromium }, async (t) => {
  const page = await open(t, day, { expected: [/404/] });
  await page.locator("pre").focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(new URL(page.url()).pathname, basePath + day);
  await page.locator("h1").click();
  await page.keyboard.press("ArrowRight");
  await page.waitForURL("**/2026/03/04/");
});

test("keys typed into a search box are text", { skip: withoutChromium }, async (t) => {
  const page = await open(t, "");
  await page.keyboard.press("/");
  await page.keyboard.type("jk?/");
  assert.equal(await page.getByRole("searchbox", { name: "Words to look for" }).inputValue(), "jk?/");
  assert.equal(await page.getByRole("dialog").isVisible(), false);
});

test("the help dialog names the keys and switches them off for good", { skip: withoutChromium }, async (t) => {
  const page = await open(t, day);
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Reading with the keyboard" });
  await help.getByRole("checkbox", { name: "Use these keys" }).uncheck();
  await help.getByRole("button", { name: "Close" }).click();
  await page.reload();
  await page.keyboard.press("j");
  assert.equal(await focused(page), "");
  await page.getByRole("button", { name: "Keyboard" }).click();
  assert.equal(await help.getByRole("checkbox").isChecked(), false);
});

test("times can be shown in the reader's zone, and the choice is kept", { skip: withoutChromium }, async (t) => {
  const page = await open(t, day, { timezoneId: "Asia/Tokyo" });
  const times = page.locator("article time");
  assert.equal(await times.first().textContent(), "08:02");
  await page.getByRole("button", { name: "Show my time" }).click();
  await page.reload();
  assert.equal(await times.first().textContent(), "17:02");
  assert.equal(await times.last().textContent(), "Wed 08:50");
  assert.equal(await page.getByRole("link", { name: "Permalink to Mara’s message, 17:02" }).count(), 1);
  assert.equal(await page.getByText("Times are shown for Asia/Tokyo.").isVisible(), true);
  await page.getByRole("button", { name: "Show UTC" }).click();
  assert.equal(await times.first().textContent(), "08:02");
});

test("a reader in UTC is offered no other zone", { skip: withoutChromium }, async (t) => {
  const page = await open(t, day, { timezoneId: "UTC" });
  assert.equal(await page.getByRole("button", { name: "Show my time" }).count(), 0);
});

test("a link to a message that is not on the page says so", { skip: withoutChromium }, async (t) => {
  const page = await open(t, `${day}#nosuchmessagexxx`);
  const notice = page.getByText("The message this link leads to is not on this page.");
  assert.equal(await notice.isVisible(), true);
  await page.goto(`${server.url}${day}#goneaxxxxxxxxxxx`);
  assert.equal(await notice.isVisible(), false);
});

test(
  "following a message's time opens what can be done with it, filled in for that message",
  { skip: withoutChromium },
  async (t) => {
    const page = await open(t, day);
    const permalink = page.getByRole("link", { name: "Permalink to Mara’s message, 08:03" });
    assert.equal(await permalink.getAttribute("aria-expanded"), "false");
    await permalink.press("Enter");
    assert.equal(await permalink.getAttribute("aria-expanded"), "true");
    const href = await page.getByRole("link", { name: "Report this message" }).getAttribute("href");
    const { searchParams } = new URL(href ?? "");
    const address = "https://chat.tidewater.example/archive/harbour/2026/03/03/#mara0803xxxxxxxx";
    assert.equal(searchParams.get("subject"), `About ${address}`);
    assert.match(searchParams.get("body") ?? "", /^Event: \$mara-08:03x+$/);
    const client = await page.getByRole("link", { name: "Open in Matrix" }).getAttribute("href");
    assert.match(client ?? "", /tidewater\.example\/%24mara-08%3A03x+$/);
    await page.getByRole("link", { name: "Permalink to Mara’s message, 08:02" }).click();
    assert.equal(await page.getByRole("link", { name: "Report this message" }).count(), 1);
    await page.getByRole("link", { name: "Permalink to Mara’s message, 08:02" }).click();
    assert.equal(await page.getByRole("link", { name: "Report this message" }).count(), 0);
  },
);

test("a message whose event must not be named can be reported by its address", { skip: withoutChromium }, async (t) => {
  const page = await open(t, day);
  await page.locator("#mara0803xxxxxxxx").evaluate((message) => message.removeAttribute("data-event"));
  await page.locator("template[data-message-menu]").evaluate((template: HTMLTemplateElement) => {
    const report = template.content.querySelector("a");
    if (report !== null) report.href = "https://chat.tidewater.example/contact?address=%7Baddress%7D";
  });
  await page.getByRole("link", { name: "Permalink to Mara’s message, 08:03" }).click();
  const href = await page.getByRole("link", { name: "Report this message" }).getAttribute("href");
  assert.match(new URL(href ?? "").searchParams.get("address") ?? "", /#mara0803x+$/);
  assert.equal(await page.getByRole("link", { name: "Open in Matrix" }).count(), 0);
});

test("a wide window shows the month beside the day, with the day marked", { skip: withoutChromium }, async (t) => {
  const page = await open(t, day, { viewport: { width: 1280, height: 900 } });
  await page.getByRole("table", { name: "March 2026" }).waitFor();
  const marked = page.locator("td [aria-current=date]");
  assert.deepEqual(await marked.evaluateAll((links) => links.map((link) => link.textContent.trim())), ["3"]);
  assert.equal(await page.getByRole("link", { name: "March 2026", exact: true }).count(), 1);
});

test("a narrow window keeps the link to the month and asks for nothing", { skip: withoutChromium }, async (t) => {
  const page = await open(t, day, { viewport: { width: 360, height: 800 } });
  await page.waitForLoadState("networkidle");
  assert.equal(await page.getByRole("table", { name: "March 2026" }).count(), 0);
  assert.equal(await page.getByRole("link", { name: "March 2026", exact: true }).count(), 1);
});

test("a long list of rooms can be narrowed down", { skip: withoutChromium }, async (t) => {
  const page = await open(t, "");
  await page.getByRole("searchbox", { name: "Show rooms whose name or topic has" }).fill("about harb");
  assert.deepEqual(await page.locator(".card:visible h3").allTextContents(), ["Harbour"]);
  assert.equal(await page.getByText("Rooms shown: 1").isVisible(), true);
});

type Options = BrowserContextOptions & { readonly expected?: readonly RegExp[] };

test(
  "an address that names the room or the day in another way leads to the page",
  { skip: withoutChromium },
  async (t) => {
    for (const path of ["Harbour/2026/3/3", "%23harbour:tidewater.example/2026/03/03/", "harbour/2026-03-03/"]) {
      const page = await open(t, `${path}#mara0803xxxxxxxx`, { expected: [/404/] });
      await page.waitForURL(`**/${day}#mara0803xxxxxxxx`);
    }
  },
);

test("a day without a page leads to the nearest one that has", { skip: withoutChromium }, async (t) => {
  const offered = async (path: string, sentence: string): Promise<string | null> => {
    const page = await open(t, path, { expected: [/404/] });
    await page.getByText(sentence).waitFor();
    return page.getByRole("status").getByRole("link").getAttribute("href");
  };
  assert.equal(await offered("harbour/2026/12/24/", "Its last day:"), `${basePath}harbour/2026/03/31/`);
  assert.equal(await offered("harbour/2019/12/24/", "Its first day:"), basePath + day);
});

async function open(t: TestContext, path: string, options: Options = {}): Promise<Page> {
  const page = await newPage(t, browser, { ...options, origin: new URL(server.url).origin });
  await page.goto(server.url + path);
  return page;
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.id ?? "");
}
