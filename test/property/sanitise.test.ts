import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import type { Element, Root, RootContent } from "hast";
import { fromHtml } from "hast-util-from-html";
import { toHtml } from "hast-util-to-html";
import { allowedTags, mathAttributes, mathTags } from "#message/allow-list.ts";
import { parseMessage } from "#message/parse-message.ts";
import { renderExcerpt } from "#message/render-excerpt.ts";
import { renderPlainText } from "#message/render-plain-text.ts";
import { renderSafeHtml } from "#message/render-safe-html.ts";

/** Every element and attribute that may be in a printed message, the printer's own included. */
const printedTags: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...allowedTags.filter(({ tag }) => !/^(?:h[1-6]|img)$/.test(tag)).map(({ tag }) => [tag, []] as const),
  ...mathTags.map((tag) => [tag, mathAttributes.map(([name]) => name)] as const),
  ["a", ["href", "rel"]],
  ["code", ["className"]],
  ["details", ["className"]],
  ["div", ["className", "tabIndex"]],
  ["input", ["type"]],
  ["label", []],
  ["ol", ["start"]],
  ["pre", ["tabIndex", "dataLanguage"]],
  ["span", ["className"]],
]);
const printedClasses = /^(?:heading|maths|mention|spoiler|spoiler-text|table|language-[\w+#.-]{1,40})$/;
const printedSchemes = /^(?:https?|ftp|mailto|magnet):/;

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

function elementsOf(node: Root | RootContent): readonly Element[] {
  const own = node.type === "element" ? [node] : [];
  return "children" in node ? [...own, ...node.children.flatMap(elementsOf)] : own;
}

suite("any message", () => {
  test("prints no element and no attribute outside the list", () => {
    fc.assert(
      fc.property(anyHtml, (html) => {
        const page = renderSafeHtml(parseMessage({ body: html, html }));
        for (const { tagName, properties } of elementsOf(fromHtml(page, { fragment: true }))) {
          const allowed = printedTags.get(tagName);
          assert.ok(allowed, `<${tagName}> in ${page}`);
          for (const name of Object.keys(properties))
            assert.ok(allowed.includes(name), `${name} on <${tagName}> in ${page}`);
          for (const name of properties["className"] ?? []) assert.match(name, printedClasses);
          if (tagName === "a") assert.match(String(properties["href"]), printedSchemes);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("is read by a browser as it was written", () => {
    fc.assert(
      fc.property(anyHtml, (html) => {
        const page = renderSafeHtml(parseMessage({ body: html, html }));
        assert.equal(toHtml(fromHtml(page, { fragment: true })), page);
      }),
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
