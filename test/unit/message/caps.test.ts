import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { parseMessage } from "#message/parse-message.ts";
import { renderPlainText } from "#message/render-plain-text.ts";
import { renderSafeHtml } from "#message/render-safe-html.ts";

/** Half of what a whole event may be (spec: "Size limits"), to be quick. */
const sourceLength = 32_768;

/** Each piece is repeated until it fills the source; what grows most on its way to a page. */
const pieces: Readonly<Record<string, string>> = {
  "signs that are escaped": "<&",
  "line ends": "\n",
  words: "tide ",
  "bare addresses": "www.a.example ",
  "addresses in other letters": "https://a.example/潮潮潮潮潮潮潮潮 ",
  links: '<a href="http://a.b">x</a>',
  "links to rooms": '<a href="matrix:r/x:y">x</a>',
  spoilers: "<span data-mx-spoiler>x</span>",
  "spoilers with a reason": "<span data-mx-spoiler=y>x</span>",
  formulas: '<span data-mx-maths="x^2"></span>',
  "words of colour": "<font color=red>x</font>",
  headings: "<h1>x</h1>",
  cells: "<td>x",
  tables: "<table><td>x</table>",
  items: "<li>x",
  code: "<pre><code class=language-c>x</code></pre>",
  "mentions of the room": "@room ",
  "mentions of a person": '<a href="https://matrix.to/#/@a:b">x</a>',
  emoji: "👍",
  pictures: "<img src=mxc://a/b alt=x>",
};

suite("an event costs what its size is", () => {
  for (const [what, piece] of Object.entries(pieces)) {
    test(`markup grows with the source and no faster: ${what}`, () => {
      const fill = (length: number) => piece.repeat(Math.floor(length / piece.length));
      const sizeOf = (source: string) =>
        renderSafeHtml(parseMessage({ body: source, html: source.includes("<") ? `<p></p>${source}` : undefined }))
          .length;
      const half = sizeOf(fill(sourceLength / 2));
      const whole = sizeOf(fill(sourceLength));
      assert.ok(whole <= sourceLength * 8, `${whole} of ${sourceLength}`);
      assert.ok(whole <= half * 2.2, `${half}, then ${whole}`);
    });
  }

  test("tags that are opened again in each block give no tree larger than the source", () => {
    const reopened = (tags: number, blocks: number) =>
      `<p>${Array.from({ length: tags }, (_, index) => `<font a${index}>`).join("")}${"<p>x".repeat(blocks)}`;
    assert.equal(renderSafeHtml(parseMessage({ body: "plain", html: reopened(40, 500) })), "plain");
    assert.equal(renderSafeHtml(parseMessage({ body: "plain", html: reopened(4, 3) })), " <p>x</p><p>x</p><p>x</p>");
  });

  test("an address that is opened again in each block is kept so often and no more", () => {
    const html = `<a href="https://a.example/${"x".repeat(3900)}">${"<p>y</p><a href=https://b.example/>z</a>".repeat(100)}`;
    const page = renderSafeHtml(parseMessage({ body: "", html }));
    assert.ok(page.length < 60_000, String(page.length));
    assert.equal(renderPlainText(parseMessage({ body: "", html })).split("y").length - 1, 100);
  });

  test("a message of more than fifty spoilers opens as a whole, and nothing of it is open before", () => {
    const many = (count: number) =>
      renderSafeHtml(parseMessage({ body: "", html: "<span data-mx-spoiler>x</span>, ".repeat(count) }));
    assert.equal(many(50).split('type="checkbox"').length - 1, 50);
    assert.match(
      many(51),
      /^<span class="spoiler"><label>.*<\/label><span class="spoiler-text">(?:x, ?){51}<\/span><\/span>$/,
    );
  });

  test("tables of more than 2,000 cells are read line by line, and no word is lost", () => {
    const table = (rows: number) => `<table><caption>Tides</caption>${"<tr><td>3.1<td>high</tr>".repeat(rows)}</table>`;
    const text = (rows: number) => renderPlainText(parseMessage({ body: "", html: table(rows) }));
    assert.match(renderSafeHtml(parseMessage({ body: "", html: table(1000) })), /<table>/);
    assert.doesNotMatch(renderSafeHtml(parseMessage({ body: "", html: table(1001) })), /<table>|<td>/);
    assert.equal(text(1001), `Tides\n${"3.1 high\n".repeat(1001)}`.trim());
  });
});
