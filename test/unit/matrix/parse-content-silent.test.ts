import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { parseEventContent } from "#matrix/parse-content.ts";
import { eventWith, parseMessageContent } from "./content-support.ts";

suite("service events", () => {
  const state = [
    "m.room.third_party_invite",
    "m.bridge",
    "uk.half-shot.bridge",
    "im.ponies.room_emotes",
    "m.room.aliases",
  ];
  const rtc = ["org.matrix.msc3401.call.member", "org.matrix.msc4143.rtc.member", "m.rtc.slot"];
  for (const type of [...state, ...rtc, "m.room.robots", "m.room.retention", "org.example.bot.options"]) {
    test(`${type} (state) is silent`, () =>
      assert.deepEqual(parseEventContent(eventWith(type, {}, "")), { kind: "silent" }));
  }
  const service = [
    "m.reaction",
    "m.room.redaction",
    "m.key.verification.start",
    "m.room.message.feedback",
    "m.call.hangup",
  ];
  const drafts = ["org.matrix.msc3381.poll.response", "org.matrix.msc3381.poll.end", "org.matrix.msc2716.marker"];
  for (const type of [...service, ...drafts, "org.matrix.msc3531.visibility", "org.matrix.msc4075.call.notify"]) {
    test(`${type} is silent, whatever it says`, () => {
      assert.deepEqual(parseEventContent(eventWith(type, { body: "words" })), { kind: "silent" });
    });
  }
  for (const msgtype of ["m.server_notice", "m.key.verification.request"]) {
    test(`${msgtype} is silent`, () =>
      assert.deepEqual(parseMessageContent({ msgtype, body: "words" }), { kind: "silent" }));
  }

  test("an invitation to a call is a call, an encrypted event says so", () => {
    assert.deepEqual(parseEventContent(eventWith("m.call.invite", {})), { kind: "call" });
    assert.deepEqual(parseEventContent(eventWith("m.room.encrypted", { ciphertext: "…" })), { kind: "encrypted" });
  });
});
