import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { JsonObject } from "#lib/json.ts";
import { withoutPeople } from "#message/without-people.ts";
import { alice, bob, carol } from "#test/support/room-builder.ts";

const people = {
  isOut: (userId: string) => userId === bob,
  namesOf: () => ["Bob", "Bob the Builder", "İlker"],
  word: "someone",
};
const clean = (content: JsonObject) => withoutPeople({ sender: alice, content }, people).content;
const mention = { "m.mentions": { user_ids: [bob] } };
const body = (text: string) => clean({ body: text, ...mention })["body"];

describe("people who are left out of what others say", () => {
  const texts: readonly (readonly [string, string])[] = [
    [`ask ${bob}!`, "ask someone!"],
    ["Bob: hello", "someone: hello"],
    ["@Bob hello", "someone hello"],
    ["BOB and bob", "someone and someone"],
    ["Bob the Builder came", "someone came"],
    ["Bobby and kebob stay, Bob_1 too", "Bobby and kebob stay, Bob_1 too"],
    ["İlker said", "someone said"],
    ["see https://matrix.to/#/%40bob%3Aexample.org?via=x, or matrix:u/bob:example.org", "see someone or someone"],
    [`${carol} stays`, `${carol} stays`],
  ];
  for (const [text, expected] of texts) test(text, () => assert.equal(body(text), expected));

  test("pills become the word, however they are written, and other markup stays", () => {
    const html = `<b>Hi</b> <a href="https://matrix.to/#/%40bob%3Aexample.org">B<i>o</i>b</a> and <a href="matrix:u/bob:example.org">x</a>, <a href="https://example.org/" title="of Bob">Bob</a>`;
    const expected = `<b>Hi</b> someone and someone, <a href="https://example.org/" title="of someone">someone</a>`;
    assert.equal(clean({ body: "", formatted_body: html })["formatted_body"], expected);
  });

  test("edits, captions, polls and topics are cleaned like bodies; what an event points at stays", () => {
    const relates = { "m.relates_to": { rel_type: "m.replace", event_id: "$Bob" } };
    const content = {
      ...mention,
      ...relates,
      url: "mxc://Bob/Bob",
      filename: "Bob.png",
      "m.new_content": { body: "Bob" },
      "m.poll": { answers: [{ "m.text": "Bob" }] },
    };
    assert.deepEqual(clean(content), {
      "m.mentions": { user_ids: ["someone"] },
      ...relates,
      url: "mxc://Bob/Bob",
      filename: "someone.png",
      "m.new_content": { body: "someone" },
      "m.poll": { answers: [{ "m.text": "someone" }] },
    });
  });

  test("what mentions none of them is the very same object", () => {
    const said = { sender: alice, content: { body: `Bob is a common name, ${carol}` } };
    assert.equal(withoutPeople(said, people), said);
  });
});
