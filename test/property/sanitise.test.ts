import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { toHtml } from "hast-util-to-html";
import { parseMessage } from "#message/parse-message.ts";
import { renderExcerpt } from "#message/render-excerpt.ts";
import { renderPlainText } from "#message/render-plain-text.ts";
import { renderSafeHtml } from "#message/render-safe-html.ts";
import { anyHtml, htmlTags } from "#test/support/any-html.ts";
import { assertSafeHtml } from "#test/unit/message/assert-safe-html.ts";

suite("any message", () => {
  test("prints nothing outside the list, and a browser reads it as it was written", () => {
    fc.assert(
      fc.property(anyHtml, (html) => assertSafeHtml(renderSafeHtml(parseMessage({ body: html, html })))),
      { numRuns: 1000 },
    );
  });

  test("does not change when it is cleaned again", () => {
    fc.assert(
      fc.property(anyHtml, (html) => {
        const once = parseMessage({ body: "", html });
        const twice = parseMessage({ body: "", html: toHtml(once.root) });
        assert.deepEqual(twice.root, once.root);
      }),
      { numRuns: 1000 },
    );
  });

  test("gives well-formed text and excerpts within their length", () => {
    fc.assert(
      fc.property(anyHtml, fc.integer({ min: 1, max: 200 }), fc.boolean(), (source, maxLength, isPlain) => {
        const tree = parseMessage({ body: source, html: isPlain ? undefined : source });
        assert.ok(renderPlainText(tree, { spoilers: "shown" }).isWellFormed());
        const excerpt = renderExcerpt(tree, maxLength);
        assert.ok(excerpt.isWellFormed() && excerpt.length <= maxLength && !/[\n\0]/.test(excerpt), excerpt);
      }),
    );
  });

  test("keeps every word, whatever stands around it", () => {
    const kept = htmlTags.filter(
      (tag) => !/^(?:script|style|svg|math|title|template|iframe|noscript|mx-reply|frameset)$/.test(tag),
    );
    const inner = fc.oneof(
      fc.constantFrom(...kept).map((tag) => `<${tag}>`),
      fc.constantFrom(...kept).map((tag) => `</${tag}>`),
    );
    fc.assert(
      fc.property(fc.array(inner, { minLength: 1, maxLength: 30 }), (pieces) => {
        const html = pieces.map((piece, index) => `${piece}w${index};`).join("");
        const text = renderPlainText(parseMessage({ body: "", html }), { spoilers: "shown" });
        for (const index of pieces.keys())
          assert.ok(text.includes(`w${index};`), `w${index} is lost: ${html} → ${text}`);
      }),
      { numRuns: 500 },
    );
  });
});
