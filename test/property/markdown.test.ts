import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { linkSchemes } from "#message/allow-list.ts";
import { parseMessage } from "#message/parse-message.ts";
import { renderMarkdown } from "#message/render-markdown.ts";
import { renderPlainText } from "#message/render-plain-text.ts";
import { anyHtml } from "#test/support/any-html.ts";
import { parseMarkdown, wordsOfMarkdown } from "#test/support/parse-markdown.ts";

/** Signs that mean something in Markdown, side by side in every order. */
const signs = fc.constantFrom(
  ..."#-+*_~`>|[]()!<>&;:\\=^{}\"'./0123.x \n\t@a".split(""),
  "1. ",
  "    ",
  "\n\n",
  "http://a",
  "&amp;",
  "<b>",
);
const anyText = fc.oneof(
  { weight: 5, arbitrary: fc.array(signs, { maxLength: 40 }).map((pieces) => pieces.join("")) },
  fc.string({ unit: "grapheme" }),
);
const structures = new Set([
  "html",
  "heading",
  "definition",
  "footnoteDefinition",
  "footnoteReference",
  "image",
  "imageReference",
  "linkReference",
]);
const safeLink = new RegExp(`^(?:${linkSchemes.join("|")}):`);

suite("any message as Markdown", () => {
  test("has no HTML, no heading, no picture and no address beyond the list", () => {
    fc.assert(
      fc.property(anyHtml, fc.boolean(), (source, isPlain) => {
        const page = renderMarkdown(parseMessage({ body: source, html: isPlain ? undefined : source }));
        for (const { type, url } of parseMarkdown(page)) {
          assert.ok(!structures.has(type), `${type} in ${JSON.stringify(page)}`);
          if (url !== undefined) assert.match(url, safeLink, page);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("gives a plain body back as its words and nothing else", () => {
    fc.assert(
      fc.property(anyText, (body) => {
        const tree = parseMessage({ body });
        const page = renderMarkdown(tree);
        const others = parseMarkdown(page).filter(({ type }) => !/^(?:root|paragraph|text|break|link)$/.test(type));
        assert.deepEqual(others, [], JSON.stringify(page));
        assert.equal(folded(wordsOfMarkdown(page)), folded(renderPlainText(tree)), JSON.stringify(page));
      }),
      { numRuns: 500 },
    );
  });
});

function folded(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
