import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { PlaceTarget } from "#message/matrix-target.ts";
import { parseMessage } from "#message/parse-message.ts";
import { renderMarkdown } from "#message/render-markdown.ts";
import { parseMarkdown, wordsOfMarkdown } from "#test/support/parse-markdown.ts";

const plain = (body: string) => renderMarkdown(parseMessage({ body }));
const formatted = (html: string) => renderMarkdown(parseMessage({ body: "", html }));
const typesIn = (text: string) => [...new Set(parseMarkdown(text).map(({ type }) => type))];

suite("what is formatted", () => {
  test("emphasis, struck text, code and quotes have their signs", () => {
    assert.equal(formatted("<b>a</b> <em>b</em> <del>c</del> <code>d `e`</code>"), "**a** *b* ~~c~~ `` d `e` ``");
    assert.equal(formatted("<blockquote><p>a</p><blockquote>b</blockquote></blockquote>c"), "> a\n>\n> > b\n\nc");
  });

  test("code keeps its language and ends where it ends, whatever it holds", () => {
    const page = formatted('<pre><code class="language-rust">let x = "```";\n# y\n</code></pre>after');
    assert.equal(page, '````rust\nlet x = "```";\n# y\n````\n\nafter');
  });

  test("lists keep their numbers, a line in an item stays in it", () => {
    assert.equal(formatted("<ol start=4><li>a<br>- b</li><li>c</li></ol>"), "4. a\\\n   \\- b\n5. c");
  });

  test("headings are strong words: a text twin has headings of its own", () => {
    assert.equal(formatted("<h1>Tides</h1>high"), "**Tides**\n\nhigh");
  });

  test("tables have their title above and one line for each row", () => {
    const table =
      "<table><caption>Tides</caption><tr><th>day</th><th>a|b</th></tr><tr><td>Mon<br>day</td></tr></table>";
    assert.equal(formatted(table), "Tides\n\n| day | a\\|b |\n| - | - |\n| Mon day | |");
  });

  test("a ragged table that would grow beyond all bounds is read line by line", () => {
    const page = formatted(`<table><tr>${"<td>x".repeat(200)}</tr>${"<tr><td>y</tr>".repeat(200)}</table>`);
    assert.deepEqual([typesIn(page).includes("table"), page.split("y").length - 1], [false, 200]);
    assert.ok(page.length < 2000, String(page.length));
  });

  test("quotes and lists deeper than five levels lengthen no line", () => {
    const page = formatted(`${"<blockquote>".repeat(90)}${"x<br>".repeat(500)}`);
    assert.ok(page.length < 500 * 20, String(page.length));
    assert.equal(page.split("x").length - 1, 500);
  });

  test("details show what they hold, maths is LaTeX, a picture its words", () => {
    assert.equal(formatted("<details><summary>More</summary>rest</details>"), "**More**\n\nrest");
    assert.equal(formatted('<span data-mx-maths="x_2">x</span> <img src="mxc://a/b" alt=":wave:">'), "`x_2` :wave:");
    assert.equal(formatted('<div data-mx-maths="\\frac{a}{b}">x</div>'), "```latex\n\\frac{a}{b}\n```");
  });
});

suite("links", () => {
  test("lead where they lead, into the archive where it has the place, and to nobody's profile", () => {
    const linkFor = (target: PlaceTarget) => (target.kind === "event" ? "https://chat.example/go/abc" : undefined);
    const html =
      '<a href="https://a.example/(x)">t](y)</a> <a href="https://matrix.to/#/!r:a/$abc">here</a> <a href="https://matrix.to/#/@ann:a">Ann</a>';
    assert.equal(
      renderMarkdown(parseMessage({ body: "", html }), { linkFor }),
      "[t\\](y)](https://a.example/\\(x\\)) [here](https://chat.example/go/abc) Ann",
    );
  });

  test("words that look like addresses and are no links stay words", () => {
    const page = plain("javascript:alert(1) [x](javascript:alert(1)) <https://a.example> ann@laptop");
    const links = parseMarkdown(page).flatMap(({ url }) => url ?? []);
    assert.deepEqual(links, ["https://a.example/"]);
  });
});

suite("what must not show", () => {
  test("a spoiler is a bar with its reason, and what is masked stays masked", () => {
    assert.equal(formatted("<span data-mx-spoiler='the *end*'>heron</span>"), "(the \\*end\\*) █████");
    assert.equal(plain("write to ann@mail.example"), "write to \\[hidden]");
  });
});

suite("strangers' text is words, never structure", () => {
  const bodies = [
    "# heading\n## two",
    "setext\n===\nsetext\n---",
    "- item\n* item\n+ item\n1. item\n1) item",
    "> quote",
    "```js\ncode\n```\n~~~\ncode\n~~~",
    "    indented\n\tcode",
    "***\n---\n___",
    "<script>alert(1)</script> <b onclick=x>y</b> <!-- c --> <?x?> <!X> <![CDATA[z]]>",
    "[a]: https://a.example/\n[a] [b][a] ![c][a]",
    "![picture](https://a.example/x.png)",
    "[^1]\n\n[^1]: note",
    "| a | b |\n| - | - |\n| c | d |",
    "*a* **b** _c_ __d__ ~~e~~ ~f~ `g` ``h``",
    "&lt;b&gt; &amp; &#60; &copy;",
    "line  \nend\\\nlast",
    "- [ ] task\n- [x] done",
    "a\\*b \\<c> \\",
    "x<y>z 1<2 <> </> <a@b.c>",
  ];
  for (const body of bodies) {
    test(JSON.stringify(body), () => {
      const page = plain(body);
      const structures = typesIn(page).filter((type) => !["root", "paragraph", "text", "break", "link"].includes(type));
      assert.deepEqual(structures, [], page);
      assert.equal(folded(wordsOfMarkdown(page)), folded(body), page);
    });
  }
});

function folded(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
