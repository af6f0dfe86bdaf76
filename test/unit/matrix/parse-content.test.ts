import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import type { EventContent } from "#matrix/content.ts";
import { parseEventContent } from "#matrix/parse-content.ts";
import { eventWith, parseMessageContent } from "./content-support.ts";

suite("text", () => {
  test("text, notices and emotes keep body and Matrix HTML", () => {
    const words = { body: "hi", format: "org.matrix.custom.html", formatted_body: "<b>hi</b>" };
    for (const kind of ["text", "notice", "emote"]) {
      assert.deepEqual(parseMessageContent({ msgtype: `m.${kind}`, ...words }), {
        kind,
        body: "hi",
        html: "<b>hi</b>",
      });
    }
  });

  test("a formatted body of another format is not taken for HTML", () => {
    const content = { msgtype: "m.text", body: "hi", format: "text/markdown", formatted_body: "*hi*" };
    assert.deepEqual(parseMessageContent(content), { kind: "text", body: "hi", html: undefined });
  });

  test("an unknown kind of message shows its body", () => {
    assert.deepEqual(parseMessageContent({ msgtype: "org.example.dice", body: "rolled 6" }), {
      kind: "text",
      body: "rolled 6",
      html: undefined,
    });
  });

  test("an unknown kind without words is named, on one line", () => {
    assert.deepEqual(parseMessageContent({ msgtype: "org.example\ndice" }), {
      kind: "unsupported",
      type: "org.example dice",
    });
    assert.deepEqual(parseEventContent(eventWith("org.example.tide", { height: 3 })), {
      kind: "unsupported",
      type: "org.example.tide",
    });
  });

  test("an unknown type with a body shows it", () => {
    assert.deepEqual(parseEventContent(eventWith("org.example.tide", { body: "high at noon" })), {
      kind: "text",
      body: "high at noon",
      html: undefined,
    });
  });

  test("extensible text stands in for a missing body, under stable and draft names", () => {
    const representations = [{ mimetype: "text/html", body: "<i>hi</i>" }, { body: "hi" }];
    const expected = { kind: "text", body: "hi", html: "<i>hi</i>" };
    assert.deepEqual(parseEventContent(eventWith("m.message", { "m.text": representations })), expected);
    assert.deepEqual(
      parseMessageContent({ msgtype: "m.text", "org.matrix.msc1767.message": representations }),
      expected,
    );
    const strings = { "org.matrix.msc1767.text": "hi", "org.matrix.msc1767.html": "<i>hi</i>" };
    assert.deepEqual(parseEventContent(eventWith("org.matrix.msc1767.message", strings)), expected);
    assert.deepEqual(parseEventContent(eventWith("m.emote", { "m.text": [{ body: "waves" }] })), {
      kind: "emote",
      body: "waves",
      html: undefined,
    });
  });
});

suite("malformed content", () => {
  const cases: readonly [string, unknown][] = [
    ["no content at all", {}],
    ["a body that is a number", { msgtype: "m.text", body: 7 }],
    ["a body that is an object", { msgtype: "m.text", body: { toString: "x" } }],
    ["a blank body", { msgtype: "m.text", body: " \n " }],
    ["a body that nobody sees", { msgtype: "m.text", body: "\u{AD}\u{200B}\u{1}\u{3164}\u{E0020}\u{2800}\u{FFFE}" }],
    ["text blocks of wrong types", { msgtype: "m.text", "m.text": [null, 1, [], { body: [] }] }],
  ];
  for (const [name, content] of cases) {
    test(`${name} ends as one line`, () => assert.equal(parseMessageContent(content).kind, "unsupported"));
  }

  test("a type named like a member of every object is looked up in no prototype", () => {
    for (const type of ["constructor", "__proto__", "toString"]) {
      assert.deepEqual(parseEventContent(eventWith(type, {}, "")), { kind: "unsupported", type });
    }
  });

  test("state types without a state key are no state, and messages with one no message", () => {
    assert.equal(parseEventContent(eventWith("m.room.name", { name: "Forged" })).kind, "unsupported");
    assert.equal(
      parseEventContent(eventWith("m.room.message", { msgtype: "m.text", body: "x" }, "")).kind,
      "unsupported",
    );
  });

  test("any JSON under any known type gives a content", () => {
    const types = ["m.room.message", "m.sticker", "m.poll.start", "m.room.topic", "m.room.member", "m.location"];
    const keys = [
      "msgtype",
      "body",
      "url",
      "info",
      "file",
      "filename",
      "m.poll",
      "answers",
      "question",
      "m.topic",
      "m.text",
    ];
    const values = fc.oneof(fc.jsonValue(), fc.constantFrom("m.image", "m.gallery", "m.location", "mxc://a/b"));
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        fc.dictionary(fc.constantFrom(...keys), values),
        fc.option(fc.constant(""), { nil: undefined }),
        (type, content, stateKey) => {
          assert.equal(typeof parseEventContent(eventWith(type, content, stateKey)).kind, "string");
        },
      ),
    );
  });
});

suite("state", () => {
  const lines: readonly [string, unknown, EventContent][] = [
    ["m.room.name", { name: " Tide\u2028gauges " }, { kind: "room-name", name: "Tide gauges" }],
    ["m.room.name", { name: "" }, { kind: "room-name", name: undefined }],
    [
      "m.room.topic",
      { topic: "old", "m.topic": { "m.text": [{ body: "new" }] } },
      { kind: "room-topic", topic: "new" },
    ],
    ["m.room.topic", { topic: 3 }, { kind: "room-topic", topic: undefined }],
    ["m.room.avatar", {}, { kind: "room-avatar" }],
    ["m.room.canonical_alias", {}, { kind: "room-alias" }],
    ["m.room.pinned_events", {}, { kind: "room-pins" }],
    ["m.room.create", {}, { kind: "room-created" }],
    ["m.room.tombstone", {}, { kind: "room-upgraded" }],
    ["m.room.encryption", {}, { kind: "room-encryption" }],
    ["m.room.history_visibility", { history_visibility: "shared" }, { kind: "room-visibility", visibility: "shared" }],
    ["m.room.power_levels", {}, { kind: "room-rules", what: "power-levels" }],
    ["m.room.join_rules", {}, { kind: "room-rules", what: "join-rules" }],
    ["m.room.guest_access", {}, { kind: "room-rules", what: "guest-access" }],
    ["m.room.server_acl", {}, { kind: "room-rules", what: "server-acl" }],
    ["org.matrix.msc4284.policy", {}, { kind: "room-rules", what: "policy" }],
    ["org.matrix.mjolnir.rule.user", { entity: "@x:y" }, { kind: "room-rules", what: "policy" }],
    ["im.vector.modular.widgets", { url: "https://x.example" }, { kind: "widget" }],
    [
      "m.room.member",
      { membership: "join", displayname: "Ann" },
      { kind: "member", membership: "join", displayName: "Ann", avatar: undefined },
    ],
    [
      "m.room.member",
      { membership: "x", displayname: 1 },
      { kind: "member", membership: undefined, displayName: undefined, avatar: undefined },
    ],
    ["org.example.state", { body: "x" }, { kind: "unsupported", type: "org.example.state" }],
  ];
  for (const [type, content, expected] of lines) {
    test(`${type} ${JSON.stringify(content)}`, () =>
      assert.deepEqual(parseEventContent(eventWith(type, content, "")), expected));
  }
});
