import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { JsonObject } from "#lib/json.ts";
import { mentionsIn, othersIn } from "#matrix/people-in.ts";
import { alice, bob, RoomBuilder } from "#test/support/room-builder.ts";

const mentions = (content: JsonObject) => mentionsIn({ sender: alice, content });

describe("who is mentioned", () => {
  const cases: readonly (readonly [string, JsonObject, readonly string[]])[] = [
    ["m.mentions", { "m.mentions": { user_ids: [bob, "@über mensch:x"] } }, [bob]],
    ["an id with any sign in it", { "m.mentions": { user_ids: ["@a/b=c&d:example.org"] } }, ["@a/b=c&d:example.org"]],
    ["a pill", { formatted_body: `<a href="https://matrix.to/#/${bob}">Bob</a>` }, [bob]],
    ["an encoded pill", { formatted_body: `<a href='https://matrix.to/#/%40bob%3Aexample.org?via=x'>` }, [bob]],
    ["a matrix: address", { formatted_body: `<a href="matrix:u/bob:example.org?action=chat">Bob</a>` }, [bob]],
    ["an id in text, its full stop left alone", { body: `ask ${bob}.` }, [bob]],
    ["an id between brackets", { body: `(${bob})` }, [bob]],
    ["an id with a port", { body: "@bob:localhost:8448, hello" }, ["@bob:localhost:8448"]],
    ["the new words of an edit", { "m.new_content": { body: bob } }, [bob]],
    ["a poll's answers", { "m.poll": { answers: [{ "m.text": `vote for ${bob}` }] } }, [bob]],
    ["a topic", { topic: `run by ${bob}` }, [bob]],
    ["nobody but the sender", { body: `${alice} is my name` }, []],
    ["an e-mail address", { body: "write to bob@example.org:" }, []],
    ["an address with a place of code", { body: "git@host.example:team/project.git" }, ["@host.example:team"]],
    ["a broken encoding", { body: "https://matrix.to/#/%40bob%3" }, []],
  ];
  for (const [what, content, expected] of cases)
    test(what, () => assert.deepEqual([...mentions(content)].toSorted(), [...expected].toSorted()));

  test("a text of nothing but signs of ids costs what its length costs", () => {
    const start = performance.now();
    mentions({ body: "@a:".repeat(20_000), formatted_body: "@".repeat(60_000), more: `@a:${"-".repeat(60_000)}` });
    assert.ok(performance.now() - start < 500);
  });
});

test("an event is about its member and about the author whom a relay names", () => {
  const room = new RoomBuilder();
  assert.deepEqual(othersIn(room.state("m.room.member", { membership: "ban" }, bob).event), [bob]);
  assert.deepEqual(othersIn(room.state("m.room.topic", {}, bob).event), []);
  const relayed = room.message({ "com.beeper.per_message_profile": { id: "discord_42", displayname: "D" } });
  assert.deepEqual(othersIn(relayed.event), ["discord_42"]);
});
