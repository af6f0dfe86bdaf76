import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";
import { maskText } from "#message/mask-text.ts";
import { parseMessage } from "#message/parse-message.ts";
import { renderPlainText } from "#message/render-plain-text.ts";
import { renderSafeHtml } from "#message/render-safe-html.ts";
import { tokenShapes } from "#message/token-shapes.ts";

type Hidden = { readonly promise: string; readonly text: string; readonly masked: string };
type Shown = { readonly promise: string; readonly text: string };
type Token = { readonly service: string; readonly begins: string; readonly goesOn: string };

function readCorpus(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../corpus/masking/${name}.json`, import.meta.url), "utf8"));
}

const hidden = readCorpus("hidden") as readonly Hidden[];
const shown = readCorpus("shown") as readonly Shown[];
const tokens = readCorpus("tokens") as readonly Token[];

suite("masked", () => {
  for (const { promise, text, masked } of hidden) {
    test(promise, () => {
      assert.equal(maskText(text), masked);
      assert.equal(maskText(masked), masked);
    });
  }
  // In two pieces, so that nobody's scanner takes them for real ones.
  for (const { service, begins, goesOn } of tokens) {
    test(`a token of ${service} that begins with ${begins}`, () => {
      assert.equal(maskText(`export TOKEN="${begins}${goesOn}"`), 'export TOKEN="[hidden]"');
    });
  }
});

suite("left as it is", () => {
  for (const { promise, text } of shown) {
    test(promise, () => {
      assert.equal(maskText(text), text);
    });
  }
});

test("the beginning of a token is masked where a text was cut off in it", () => {
  for (const { begins, goesOn } of tokens) {
    assert.match(maskText(`my ${begins}${goesOn.slice(0, 12)}…`), /^my \[hidden\]…?$/, begins);
  }
});

test("each service on the list has a token among the cases", () => {
  const tried = new Set(tokens.map(({ service }) => service));
  assert.deepEqual([...tried].toSorted(), [...new Set(tokenShapes.map(({ service }) => service))].toSorted());
});

suite("in messages", () => {
  const token = `ghp_${"a1".repeat(18)}`;
  const cases = [
    ["in code", `<pre><code>TOKEN=${token}\n</code></pre>`, "TOKEN=[hidden]"],
    ["over a change of type", "ann<b>@</b><i>mail.example</i>!", "[hidden]!"],
    ["in what stands for a picture", '<img src="mxc://a.example/b" alt="ann@mail.example">', "[hidden]"],
    ["in the reason of a spoiler", '<span data-mx-spoiler="ann@mail.example">x</span>', "([hidden]) █████"],
    ["in a formula", `<span data-mx-maths="${token}">x</span>`, "[hidden]"],
    ["in a mail link, its words stay", '<a href="mailto:ann@mail.example">write</a>', "write"],
    ["in the address of a link", '<a href="https://a.example/?m=ann%40mail.example">this</a>', "this"],
    ["with a password in a link", '<a href="https://ann:secret@a.example/">this</a>', "this"],
    ["a person's id with a number", '<a href="https://matrix.to/#/@whatsapp_12025550142:b.example">Ann</a>', "Ann"],
    [
      "a key over many lines",
      "<p>see<br>-----BEGIN RSA PRIVATE KEY-----<br>MIIE<br>abcd<br>-----END RSA PRIVATE KEY-----<br>ok</p>",
      "see\n[hidden]\nok",
    ],
  ] as const;
  for (const [where, html, text] of cases) {
    test(where, () => {
      const tree = parseMessage({ body: "", html });
      assert.equal(renderPlainText(tree), text);
      const page = renderSafeHtml(tree);
      assert.doesNotMatch(page, /ghp_|mail\.example|secret|12025550142|MIIE|abcd/);
      assert.doesNotMatch(page, /<a /);
    });
  }

  test("in a message without HTML, where an address is no link any more", () => {
    const tree = parseMessage({ body: "https://a.example/?m=ann@mail.example\nand https://a.example/" });
    assert.equal(
      renderSafeHtml(tree),
      'https://a.example/?m=[hidden]<br>and <a href="https://a.example/" rel="nofollow ugc noopener">https://a.example/</a>',
    );
  });
});
