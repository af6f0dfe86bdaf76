import assert from "node:assert/strict";
import { test } from "node:test";
import { redactedContent } from "#sample/redacted-content.ts";

test("redaction keeps what the protocol needs and nothing that anyone wrote", () => {
  const cases = [
    ["m.room.message", { msgtype: "m.text", body: "words" }, {}],
    ["m.room.member", { membership: "join", displayname: "words", reason: "words" }, { membership: "join" }],
    ["m.room.history_visibility", { history_visibility: "shared", note: "words" }, { history_visibility: "shared" }],
    ["m.room.topic", { topic: "words" }, {}],
    ["m.room.redaction", { redacts: "$a", reason: "words" }, { redacts: "$a" }],
    ["m.room.create", { room_version: "11", type: "m.space" }, { room_version: "11", type: "m.space" }],
  ] as const;
  for (const [type, content, kept] of cases) assert.deepEqual(redactedContent(type, content), kept, type);
});
