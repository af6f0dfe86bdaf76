import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { basePath } from "#test/support/page-models.ts";
import { pageArchive } from "#test/support/page-archive.ts";
import { everyPage, type RenderedPages, renderPages } from "#test/support/rendered-pages.ts";
import { temporaryFolder } from "#test/support/temporary-folder.ts";

const removalPath = "about/removed-page/";
const day = `${basePath}harbour/2026/03/03/`;

let pages: RenderedPages;

before(async () => {
  pages = await renderPages(await temporaryFolder());
});

test("a plain message costs at most 600 bytes of markup, and a day 8 kB around its messages", async () => {
  const [none, many] = await Promise.all([0, 500].map((plain) => pages.render(day, pageArchive({ plain }))));
  const perMessage = (sizeOf(many?.html) - sizeOf(none?.html)) / 500 - "Fair winds".length;
  assert.ok(perMessage > 100 && perMessage <= 600, `${perMessage} bytes a message`);
  const around = none?.html.replace(/<ol class="day".*?<\/ol><nav/s, "<nav");
  assert.notEqual(around, none?.html);
  assert.ok(sizeOf(around) <= 8000, `${sizeOf(around)} bytes around the messages`);
});

test("all styles of a page compress to at most 20 kB, its scripts to 12 kB", async () => {
  for (const path of everyPage) {
    const html = await readFile(join(pages.folder, path, "index.html"), "utf8");
    const styles = await compressed(html, /<link rel="stylesheet" href="([^"]+)"/g);
    const scripts = await compressed(html, /<script type="module" src="([^"]+)"/g);
    assert.ok(styles > 1000 && styles <= 20_000, `${path}: ${styles} bytes of styles`);
    const atLeast = path === removalPath ? 0 : 500;
    assert.ok(scripts >= atLeast && scripts <= 12_000, `${path}: ${scripts} bytes of scripts`);
  }
});

test("a page that stands where something was removed is below 3 kB and runs no script", async () => {
  const html = await readFile(join(pages.folder, removalPath, "index.html"), "utf8");
  assert.ok(sizeOf(html) < 3000, `${sizeOf(html)} bytes`);
  assert.doesNotMatch(html, /<script|canonical|property="og:/);
});

test("no page has an inline script, an inline style or an address of another site that loads by itself", async () => {
  for (const path of everyPage) {
    const html = await readFile(join(pages.folder, path, "index.html"), "utf8");
    assert.doesNotMatch(html, /<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/, path);
    assert.doesNotMatch(html, /<(?:script|img|iframe|video|audio|source|object|embed)[^>]*(?:src|data)="https?:/, path);
    assert.doesNotMatch(html, /<link rel="(?:stylesheet|icon|preload|preconnect)"[^>]*href="https?:/, path);
  }
});

test("every page says what it is, and leads to About, to the contact and to a report", async () => {
  // What stands where a page was removed tells that and nothing else.
  for (const path of everyPage.filter((one) => !one.includes("removed-"))) {
    const html = await readFile(join(pages.folder, path, "index.html"), "utf8");
    const foot = html.slice(html.indexOf('<footer class="colophon"'));
    assert.match(foot, /This is a public archive of (?:a public room|public rooms), copied from Matrix\./, path);
    assert.match(
      foot,
      /<a href="\/archive\/(?:harbour\/)?about\/">Why this is public, and how to have something removed</,
      path,
    );
    assert.match(foot, /<a href="mailto:archive@tidewater\.example">Contact</, path);
    assert.match(foot, /<a href="mailto:archive@tidewater\.example\?subject=[^"]*">Report this page</, path);
  }
});

test("a page that asks not to be listed says so to search engines and to readers", async () => {
  const { html } = await pages.render(`${basePath}search/`, pageArchive());
  assert.match(html, /<meta name="robots" content="noindex, follow">/);
  assert.match(html, /This page asks search engines not to list it/);
  assert.doesNotMatch((await pages.render(day, pageArchive())).html, /noindex/);
});

test("an address the archive does not know is answered with the not-found page", async () => {
  const { status, html } = await pages.render(`${basePath}harbour/2026/03/02/`, {
    ...pageArchive(),
    dayPage: async () => undefined,
  });
  assert.equal(status, 404);
  assert.match(html, /There is no page here/);
});

async function compressed(html: string, links: RegExp): Promise<number> {
  const files = [...html.matchAll(links)].map(([, href = ""]) => join(pages.folder, href.slice(basePath.length)));
  const sizes = await Promise.all(files.map(async (file) => gzipSync(await readFile(file)).length));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function sizeOf(html = ""): number {
  return Buffer.byteLength(html);
}
