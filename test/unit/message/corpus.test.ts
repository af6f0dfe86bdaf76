import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { suite, test } from "node:test";
import { parseMessage } from "#message/parse-message.ts";
import { renderPlainText } from "#message/render-plain-text.ts";
import { renderSafeHtml } from "#message/render-safe-html.ts";
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
  for (const source of readCorpus("hostile/message-html.json") as readonly string[]) {
    test(`nothing runs and nothing loads: ${JSON.stringify(source)}`, () => {
      assertSafeHtml(renderSafeHtml(parseMessage({ body: source, html: source })));
      assertSafeHtml(renderSafeHtml(parseMessage({ body: source })));
    });
  }
});
