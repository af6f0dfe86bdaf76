import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { JsonObject } from "#lib/json.ts";
import { stripReplyFallback } from "#matrix/strip-reply-fallback.ts";

const answers = { "m.relates_to": { "m.in_reply_to": { event_id: "$q" } } };
const edits = { "m.relates_to": { rel_type: "m.replace", event_id: "$q" } };
const quote = "> <@bob:hs.test> secret\n> more\n\n";
const htmlQuote = "<mx-reply><blockquote>secret</blockquote></mx-reply>";

function bodyOf(content: JsonObject): unknown {
  return stripReplyFallback(content)["body"];
}

describe("plain text", () => {
  test("a reply loses the quote and the empty line after it", () => {
    assert.equal(bodyOf({ ...answers, body: `${quote}mine\n\n> not the fallback` }), "mine\n\n> not the fallback");
  });

  test("what is no reply keeps its quote, however it looks", () => {
    assert.equal(bodyOf({ body: "> wise words\n\nso true" }), "> wise words\n\nso true");
    assert.equal(bodyOf({ ...answers, body: "no quote" }), "no quote");
  });

  test("a reply whose HTML has no fallback keeps what its author quoted", () => {
    const content = { ...answers, body: "> wise\n\nso true", formatted_body: "<blockquote>wise</blockquote>so true" };
    assert.deepEqual(stripReplyFallback(content), content);
  });

  test("a quote with a user id goes even then: only clients write that", () => {
    assert.equal(bodyOf({ ...answers, body: `${quote}mine`, formatted_body: "mine" }), "mine");
    assert.equal(bodyOf({ ...answers, body: "> * <@bob:hs.test> waves\n\nmine", formatted_body: "mine" }), "mine");
  });

  test("a fallback with nothing after it leaves nothing of the quote", () => {
    assert.equal(bodyOf({ ...answers, body: "> <@bob:hs.test> secret" }), "");
  });
});

describe("HTML", () => {
  for (const [name, html, rest] of [
    ["a fallback at the beginning is removed", `${htmlQuote}mine`, "mine"],
    ["upper case and attributes do not hide it", `<MX-REPLY class="x">secret</MX-REPLY>mine`, "mine"],
    ["a quote within the quote goes with it", `<mx-reply>a${htmlQuote}b</mx-reply>mine`, "mine"],
    ["a tag of that name further back is the author's", `mine ${htmlQuote}`, `mine ${htmlQuote}`],
  ] as const) {
    test(name, () => assert.equal(stripReplyFallback({ ...answers, formatted_body: html })["formatted_body"], rest));
  }

  test("a quote that never ends takes the formatted text with it, not the plain one", () => {
    const content = {
      ...answers,
      body: `${quote}mine`,
      format: "org.matrix.custom.html",
      formatted_body: "<mx-reply>secret",
    };
    assert.deepEqual(stripReplyFallback(content), { ...answers, body: "mine" });
  });
});

describe("edits", () => {
  test("the new content of an edited reply loses its quote, whose relation only the original has", () => {
    const block = { body: `${quote}mine`, formatted_body: `${htmlQuote}mine` };
    const stripped = stripReplyFallback({ ...edits, ...block, "m.new_content": block });
    assert.doesNotMatch(JSON.stringify(stripped), /secret/);
    assert.deepEqual(stripped["m.new_content"], { body: "mine", formatted_body: "mine" });
  });

  test("without HTML the quote is known by its looks", () => {
    const stripped = stripReplyFallback({
      ...edits,
      body: `${quote}* mine`,
      "m.new_content": { body: `${quote}mine` },
    });
    assert.deepEqual([stripped["body"], stripped["m.new_content"]], ["* mine", { body: "mine" }]);
  });

  test("a quote that the author wrote into an edit stays", () => {
    const content = { ...edits, body: "* > wise\n\nyes", "m.new_content": { body: "> wise\n\nyes" } };
    assert.deepEqual(stripReplyFallback(content), content);
  });
});

test("the text blocks of MSC1767 repeat the quote and lose it too", () => {
  const stripped = stripReplyFallback({
    ...answers,
    body: `${quote}mine`,
    "org.matrix.msc1767.text": `${quote}mine`,
    "org.matrix.msc1767.html": `${htmlQuote}mine`,
    "org.matrix.msc1767.message": [
      { mimetype: "text/html", body: `${htmlQuote}mine` },
      { mimetype: "text/plain", body: `${quote}mine` },
      "odd",
    ],
    "m.text": [{ body: `${quote}mine` }],
  });
  assert.doesNotMatch(JSON.stringify(stripped), /secret/);
  assert.deepEqual(stripped["m.text"], [{ body: "mine" }]);
});

test("values of the wrong type are left as they are", () => {
  const content = { "m.relates_to": "x", body: 5, formatted_body: [], "m.new_content": null, "m.text": 7 };
  assert.deepEqual(stripReplyFallback(content), content);
});
