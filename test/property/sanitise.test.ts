import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { toHtml } from "hast-util-to-html";
import { allowedTags } from "#message/allow-list.ts";
import { parseMessage } from "#message/parse-message.ts";
import { renderExcerpt } from "#message/render-excerpt.ts";
import { renderPlainText } from "#message/render-plain-text.ts";
import { renderSafeHtml } from "#message/render-safe-html.ts";
import { assertSafeHtml } from "#test/unit/message/assert-safe-html.ts";

const foreignTags =
  "font strike mx-reply button section object form input select option dl dd col script style svg math mtext mglyph " +
  "annotation-xml foreignObject title template iframe textarea noscript plaintext xmp body html frameset center marquee " +
  "nobr tfoot video";
const tags = [...allowedTags.map(({ tag }) => tag), ...foreignTags.split(" ")];
const attributes = [
  "onclick=alert(1)",
  "style='color:red'",
  "id=x",
  "name=x",
  "class=language-c",
  "class='a b'",
  "href=https://a.example/x",
  "href='javascript:alert(1)'",
  "href=' java\tscript:alert(1)'",
  "href=/x",
  "href='data:text/html,x'",
  "href='https://matrix.to/#/@ann:a.example'",
  "href=matrix:r/room:a.example",
  "src=mxc://a.example/b",
  "src=https://a.example/x",
  "alt='<b>'",
  "data-mx-spoiler",
  "data-mx-spoiler='a \"reason\"'",
  "data-mx-maths='x^2'",
  "data-mx-maths='\\href{javascript:x}{y}'",
  "data-mx-color=#ff0000",
  "start=3",
  "start=x",
  "open",
  "is=x",
  "xmlns=http://www.w3.org/2000/svg",
  "dir=rtl",
];
const words = [
  "tide",
  "https://a.example/x.",
  "www.a.example",
  " ",
  "\n",
  "&lt;b&gt;",
  "&amp;",
  "<",
  "&",
  '"',
  "\u202e",
  "潮",
];

const openTag = fc
  .tuple(fc.constantFrom(...tags), fc.subarray(attributes, { maxLength: 3 }))
  .map(([tag, chosen]) => `<${[tag, ...chosen].join(" ")}>`);
const closeTag = fc.constantFrom(...tags).map((tag) => `</${tag}>`);
const oddities = fc.constantFrom(
  "<!-- ",
  "-->",
  "<![CDATA[",
  "]]>",
  "<!doctype html>",
  "<?x",
  "</",
  "<a href='",
  "\0",
  "\ud800",
);
const soup = fc
  .array(fc.oneof({ weight: 5, arbitrary: openTag }, closeTag, fc.constantFrom(...words), oddities), { maxLength: 40 })
  .map((pieces) => pieces.join(""));
const anyHtml = fc.oneof({ weight: 5, arbitrary: soup }, fc.string({ unit: "binary" }));

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
    const kept = tags.filter(
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
