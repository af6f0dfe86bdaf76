import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { hasTag } from "#message/message-tree.ts";
import { parseMessage } from "#message/parse-message.ts";
import { renderPlainText } from "#message/render-plain-text.ts";
import { renderSafeHtml } from "#message/render-safe-html.ts";

const rel = 'rel="nofollow ugc noopener"';

function plain(body: string): string {
  return renderSafeHtml(parseMessage({ body }));
}

function formatted(html: string, body = "the plain body"): string {
  return renderSafeHtml(parseMessage({ body, html }));
}

suite("plain bodies", () => {
  test("lines break where they broke, and signs are escaped", () => {
    assert.equal(plain("a < b & c\r\nnext\n\nlast"), "a &#x3C; b &#x26; c<br>next<br><br>last");
  });

  test("runs of empty lines and outer white space shrink", () => {
    assert.equal(plain(`\n\n  a${"\n \t".repeat(500)}\nb\n`), "a<br><br><br>b");
  });

  test("a link leaves the dot that ends the sentence and keeps balanced brackets", () => {
    assert.equal(
      plain("See https://a.example/x."),
      `See <a href="https://a.example/x" ${rel}>https://a.example/x</a>.`,
    );
    assert.equal(
      plain("(https://a.example/x_(y))"),
      `(<a href="https://a.example/x_(y)" ${rel}>https://a.example/x_(y)</a>)`,
    );
  });

  test("addresses need a scheme of the list or www", () => {
    assert.equal(plain("www.a.example/x?"), `<a href="https://www.a.example/x" ${rel}>www.a.example/x</a>?`);
    const words = "main.rs README.md //a.example javascript:alert(1) ann@laptop http:/a.example notwww.a.example";
    assert.equal(plain(words), words);
  });

  test("a matrix.to address with an encoded # is one link", () => {
    const href = "https://matrix.to/#/%23gauges%3Atidewater.example?via=tidewater.example";
    assert.equal(plain(`in ${href}.`), `in <a href="${href}" ${rel}>${href}</a>.`);
  });

  test("no more than 200 links are made, and no word is lost", () => {
    const tree = parseMessage({ body: "https://a.example/ ".repeat(300) });
    assert.equal(renderSafeHtml(tree).split("<a ").length - 1, 200);
    assert.equal(renderPlainText(tree).split("https://").length - 1, 300);
  });

  test("NUL, lone surrogates and control characters are gone", () => {
    assert.equal(plain("a\0b\u{7}c\uD800d"), "a\u{FFFD}bc\u{FFFD}d");
    assert.equal(formatted("<b>a&#1;&#x7f;b</b>"), "<b>ab</b>");
  });
});

suite("what is read", () => {
  test("HTML is preferred, also when it is nothing but words", () => {
    assert.equal(formatted("<b>rich</b>"), "<b>rich</b>");
    assert.equal(
      formatted("only words, https://a.example/"),
      `only words, <a href="https://a.example/" ${rel}>https://a.example/</a>`,
    );
  });

  test("HTML that holds nothing leaves the plain body", () => {
    for (const html of ["", " ", "<p></p>", "<script>x</script>", "<!-- x -->", "<mx-reply>old</mx-reply>"]) {
      assert.equal(formatted(html), "the plain body", html);
    }
  });

  test("what is too long ends with an ellipsis", () => {
    const tree = parseMessage({ body: "", html: `<p>${"x".repeat(200_000)}</p>` });
    assert.ok(tree.truncated && renderPlainText(tree).endsWith("x\n…") && renderPlainText(tree).length <= 100_000);
    const body = parseMessage({ body: "🌊".repeat(60_000) });
    assert.ok(body.truncated && renderPlainText(body).isWellFormed());
    assert.equal(parseMessage({ body: "short" }).truncated, false);
  });

  test("nesting beyond 100 becomes text, and its words stay", () => {
    const html = `${"<blockquote>".repeat(150)}deep<b>er</b>${"</blockquote>".repeat(150)}`;
    const page = formatted(html);
    assert.equal(page.split("<blockquote>").length - 1, 100);
    assert.ok(page.includes("deeper"));
  });

  test("hostile source costs little: the plain body stands in for trees beyond all bounds", () => {
    const unclosed = Array.from({ length: 300 }, (_, index) => `<font a${index}>`).join("");
    const sources = [
      `${"<div>".repeat(15_000)}x`,
      `${unclosed}${"<p>x".repeat(20_000)}`,
      `${"<b>".repeat(33_000)}x`,
      "<br>".repeat(25_000),
    ];
    for (const html of sources) assert.equal(formatted(html), "the plain body");
  });

  test("what a message holds can be asked", () => {
    const tree = parseMessage({ body: "", html: "<p>see https://a.example/</p>" });
    assert.deepEqual([hasTag(tree, "a"), hasTag(tree, "code")], [true, false]);
  });
});
