import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "#lib/json.ts";
import { relayedName, withoutRelayFallback } from "#publication/relayed-author.ts";
import { RoomBuilder, userId } from "#test/support/room-builder.ts";

const webhook = userId("@_discord_4711:example.org");

function said(content: JsonObject, sender = webhook) {
  return new RoomBuilder().message({ msgtype: "m.text", body: "Ann: hello", ...content }).from(sender).event;
}

test("what a bridge says for somebody keeps that name, under both keys and without the network's name behind it", () => {
  for (const key of ["m.per_message_profile", "com.beeper.per_message_profile"])
    assert.equal(relayedName(said({ [key]: { id: "1", displayname: " Ann " } })), "Ann");
  for (const [given, expected] of [
    ["Ann (Discord)", "Ann"],
    ["Ann [discord]", "Ann"],
    ["Ann (IRC)", "Ann (IRC)"],
    ["Ann (she)", "Ann (she)"],
    ["(Discord)", "(Discord)"],
  ])
    assert.equal(relayedName(said({ "m.per_message_profile": { displayname: given ?? "" } })), expected);
});

test("a name that cannot be read is none, and nobody but a bridge speaks for others", () => {
  for (const profile of [{}, { displayname: 7 }, { displayname: " " }, "Ann", null])
    assert.equal(relayedName(said({ "m.per_message_profile": profile })), undefined);
  const profile = { "m.per_message_profile": { displayname: "Ann", has_fallback: true } };
  const forged = said(profile, userId("@mallory:example.org"));
  assert.equal(relayedName(forged), undefined);
  assert.equal(withoutRelayFallback(forged), forged);
});

test("the name before the words goes where the bridge says that it is there, in an edit too", () => {
  const html = "<strong data-mx-profile-fallback>Ann: </strong><em>hello</em>";
  const words = { body: "Ann: hello", format: "org.matrix.custom.html", formatted_body: html };
  const profile = { "com.beeper.per_message_profile": { displayname: "Ann", has_fallback: true } };
  const { content } = withoutRelayFallback(said({ ...words, ...profile, "m.new_content": words }));
  const bare = { body: "hello", format: "org.matrix.custom.html", formatted_body: "<em>hello</em>" };
  assert.deepEqual(content["m.new_content"], bare);
  assert.deepEqual([content["body"], content["formatted_body"]], [bare.body, bare.formatted_body]);
  const without = said({ "com.beeper.per_message_profile": { displayname: "Ann" } });
  assert.equal(withoutRelayFallback(without).content["body"], "Ann: hello");
});
