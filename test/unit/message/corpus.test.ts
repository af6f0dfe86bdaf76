import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { suite, test } from "node:test";
import { parseMessage } from "#message/parse-message.ts";
import { renderPlainText } from "#message/render-plain-text.ts";
import { renderSafeHtml } from "#message/render-safe-html.ts";
import { hostileClasses } from "#test/support/hostile-texts.ts";
import { assertSafeHtml } from "./assert-safe-html.ts";

type Case = { readonly promise: string; readonly html: string; readonly safe: string; readonly text: string };

const folder = new URL("../../corpus/", import.meta.url);

function readCorpus(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, folder), "utf8"));
}

for (const file of globSync("html/*/*.json", { cwd: folder }).toSorted()) {
  suite(file, () => {
    for (const { promise, html, safe, text } of readCorpus(file) as readonly Case[]) {
      test(promise, () => {
        const tree = parseMessage({ body: "", html });
        assert.equal(renderSafeHtml(tree), safe);
        assert.equal(renderPlainText(tree), text);
        assertSafeHtml(safe);
      });
    }
  });
}

suite("hostile messages", () => {
  for (const { name, texts } of hostileClasses()) {
    test(`nothing runs and nothing loads: ${name}`, () => {
      for (const source of texts) {
        assertSafeHtml(renderSafeHtml(parseMessage({ body: source, html: source })));
        assertSafeHtml(renderSafeHtml(parseMessage({ body: source })));
      }
    });
  }

  test("one that would be larger than a page can bear gives its words alone", () => {
    for (const source of [
      "&".repeat(65_000),
      `<span data-mx-spoiler=x>tide</span>`.repeat(1800),
      "\u{6f6e}<".repeat(32_000),
    ]) {
      const page = renderSafeHtml(parseMessage({ body: source, html: source.includes("span") ? source : undefined }));
      assert.ok(Buffer.byteLength(page) <= 250_000, `${Buffer.byteLength(page)} bytes`);
      assert.match(page, /&#x26;|tide|\u{6f6e}/u);
      assertSafeHtml(page);
    }
  });
});
