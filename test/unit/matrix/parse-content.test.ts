import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { parseEventContent } from "#matrix/parse-content.ts";
import type { EventContent } from "#matrix/content.ts";
import type { RoomEvent } from "#matrix/room-event.ts";

/** The event as the parser of wire events would hand it over. */
function event(type: string, content: unknown, stateKey?: string): RoomEvent {
  const base = {
    eventId: "$e",
    roomId: "!r",
    type,
    sender: "@ann:tidewater.example",
    originServerTs: 0,
    redacted: false,
  };
  return { ...base, content, ...(stateKey === undefined ? {} : { stateKey }) } as unknown as RoomEvent;
}

function parseMessage(content: unknown): EventContent {
  return parseEventContent(event("m.room.message", content));
}

suite("text", () => {
  test("text, notices and emotes keep body and Matrix HTML", () => {
    const words = { body: "hi", format: "org.matrix.custom.html", formatted_body: "<b>hi</b>" };
    for (const kind of ["text", "notice", "emote"]) {
      assert.deepEqual(parseMessage({ msgtype: `m.${kind}`, ...words }), { kind, body: "hi", html: "<b>hi</b>" });
    }
  });

  test("a formatted body of another format is not taken for HTML", () => {
    const content = { msgtype: "m.text", body: "hi", format: "text/markdown", formatted_body: "*hi*" };
    assert.deepEqual(parseMessage(content), { kind: "text", body: "hi", html: undefined });
  });

  test("an unknown kind of message shows its body", () => {
    assert.deepEqual(parseMessage({ msgtype: "org.example.dice", body: "rolled 6" }), {
      kind: "text",
      body: "rolled 6",
      html: undefined,
    });
  });

  test("an unknown kind without words is named, on one line", () => {
    assert.deepEqual(parseMessage({ msgtype: "org.example\ndice" }), { kind: "unsupported", type: "org.example dice" });
    assert.deepEqual(parseEventContent(event("org.example.tide", { height: 3 })), {
      kind: "unsupported",
      type: "org.example.tide",
    });
  });

  test("an unknown type with a body shows it", () => {
    assert.deepEqual(parseEventContent(event("org.example.tide", { body: "high at noon" })), {
      kind: "text",
      body: "high at noon",
      html: undefined,
    });
  });

  test("extensible text stands in for a missing body, under stable and draft names", () => {
    const representations = [{ mimetype: "text/html", body: "<i>hi</i>" }, { body: "hi" }];
    const expected = { kind: "text", body: "hi", html: "<i>hi</i>" };
    assert.deepEqual(parseEventContent(event("m.message", { "m.text": representations })), expected);
    assert.deepEqual(parseMessage({ msgtype: "m.text", "org.matrix.msc1767.message": representations }), expected);
    const strings = { "org.matrix.msc1767.text": "hi", "org.matrix.msc1767.html": "<i>hi</i>" };
    assert.deepEqual(parseEventContent(event("org.matrix.msc1767.message", strings)), expected);
    assert.deepEqual(parseEventContent(event("m.emote", { "m.text": [{ body: "waves" }] })), {
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
    ["text blocks of wrong types", { msgtype: "m.text", "m.text": [null, 1, [], { body: [] }] }],
  ];
  for (const [name, content] of cases) {
    test(`${name} ends as one line`, () => assert.equal(parseMessage(content).kind, "unsupported"));
  }

  test("a type named like a member of every object is looked up in no prototype", () => {
    for (const type of ["constructor", "__proto__", "toString"]) {
      assert.deepEqual(parseEventContent(event(type, {}, "")), { kind: "unsupported", type });
    }
  });

  test("state types without a state key are no state, and messages with one no message", () => {
    assert.equal(parseEventContent(event("m.room.name", { name: "Forged" })).kind, "unsupported");
    assert.equal(parseEventContent(event("m.room.message", { msgtype: "m.text", body: "x" }, "")).kind, "unsupported");
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
          assert.equal(typeof parseEventContent(event(type, content, stateKey)).kind, "string");
        },
      ),
    );
  });
});

suite("media", () => {
  test("an image carries what its sender claims, checked", () => {
    const info = { w: 800, h: 600.4, size: 1234, mimetype: "image/PNG; q=1" };
    assert.deepEqual(
      parseMessage({ msgtype: "m.image", body: "gauge.png", url: "mxc://tidewater.example/abc", info }),
      {
        kind: "media",
        media: "image",
        mxc: "mxc://tidewater.example/abc",
        encrypted: false,
        fileName: "gauge.png",
        caption: undefined,
        mimeType: "image/png",
        sizeBytes: 1234,
        width: 800,
        height: 600,
        durationMs: undefined,
      },
    );
  });

  test("false sizes, types and addresses are dropped one by one", () => {
    const info = { w: -1, h: "tall", size: 1e300, mimetype: "<script>", duration: null };
    const parsed = parseMessage({ msgtype: "m.video", url: "mxc://tidewater.example/../x", info });
    assert.deepEqual(parsed, {
      kind: "media",
      media: "video",
      mxc: undefined,
      encrypted: false,
      fileName: "",
      caption: undefined,
      mimeType: undefined,
      sizeBytes: undefined,
      width: undefined,
      height: undefined,
      durationMs: undefined,
    });
  });

  test("a body beside a different file name is a caption", () => {
    const image = { msgtype: "m.image", url: "mxc://a.example/b", body: "the pier", filename: "pier.jpg" };
    const parsed = parseMessage(image);
    assert.ok(parsed.kind === "media");
    assert.deepEqual([parsed.fileName, parsed.caption], ["pier.jpg", { body: "the pier", html: undefined }]);
    const same = parseMessage({ ...image, body: "pier.jpg" });
    assert.ok(same.kind === "media" && same.caption === undefined);
  });

  test("encrypted files, voice messages and stickers are told apart", () => {
    const encrypted = parseMessage({ msgtype: "m.file", body: "a.pdf", file: { url: "mxc://a.example/b" } });
    assert.ok(encrypted.kind === "media" && encrypted.encrypted && encrypted.mxc === undefined);
    const audio = { msgtype: "m.audio", body: "v.ogg", "org.matrix.msc1767.audio": { duration: 4200 } };
    const voice = parseMessage({ ...audio, "org.matrix.msc3245.voice.v2": {} });
    assert.ok(voice.kind === "media" && voice.media === "voice" && voice.durationMs === 4200);
    const sticker = parseEventContent(event("m.sticker", { body: "a gull", url: "mxc://a.example/b" }));
    assert.ok(sticker.kind === "media" && sticker.media === "sticker" && sticker.fileName === "a gull");
  });

  test("a gallery keeps all its items in order and its words as the caption", () => {
    const item = (name: string) => ({ itemtype: "m.image", body: name, url: `mxc://a.example/${name[0]}` });
    const itemtypes = [item("one.png"), { itemtype: "org.example.x" }, null, item("two.png")];
    const parsed = parseMessage({ msgtype: "dm.filament.gallery", body: "Two views", itemtypes });
    assert.ok(parsed.kind === "media");
    assert.deepEqual([parsed.fileName, parsed.more?.map((media) => media.fileName)], ["one.png", ["two.png"]]);
    assert.equal(parsed.caption?.body, "Two views");
  });

  test("a gallery without items falls to its words, and a gallery in a gallery is none", () => {
    assert.equal(parseMessage({ msgtype: "m.gallery", body: "Nothing", itemtypes: [] }).kind, "text");
    const nested = { itemtype: "m.gallery", itemtypes: [{ itemtype: "m.image", body: "x" }] };
    assert.equal(parseMessage({ msgtype: "m.gallery", body: "Nested", itemtypes: [nested] }).kind, "text");
  });
});

suite("places", () => {
  const place = (description: string) =>
    parseMessage({
      msgtype: "m.location",
      body: "Ann is at geo:51.5,-0.12",
      geo_uri: "geo:51.5,-0.12",
      "org.matrix.msc3488.location": { uri: "geo:51.5,-0.12", description },
    });

  test("a place keeps the sender's description", () => {
    assert.deepEqual(place("the old pier"), { kind: "location", description: "the old pier" });
  });

  test("coordinates are nowhere, neither from the body nor from a description that spells them out", () => {
    for (const text of ["geo:51.5,-0.12", "51.5074, -0.1278", "51,5074 / 0,1278", "51° 30' N", ""]) {
      assert.deepEqual(place(text), { kind: "location", description: undefined }, text);
    }
  });

  test("a live location is a place without words, and its steps are silent", () => {
    const live = event("org.matrix.msc3672.beacon_info", { description: "walk" }, "@ann:tidewater.example");
    assert.deepEqual(parseEventContent(live), { kind: "location", description: undefined });
    assert.deepEqual(parseEventContent(event("org.matrix.msc3672.beacon", {})), { kind: "silent" });
  });
});

suite("polls", () => {
  const answers = [
    { id: "a", "org.matrix.msc1767.text": "Monday" },
    { id: "b", "org.matrix.msc1767.text": "Tuesday" },
  ];
  const question = { "org.matrix.msc1767.text": "When?", body: "When?" };
  const expected = {
    kind: "poll",
    question: "When?",
    answers: [
      { id: "a", text: "Monday" },
      { id: "b", text: "Tuesday" },
    ],
    disclosed: true,
    maxSelections: 1,
  };

  test("the draft's form", () => {
    const poll = { question, answers, kind: "org.matrix.msc3381.poll.disclosed", max_selections: 1 };
    const content = { "org.matrix.msc3381.poll.start": poll, "org.matrix.msc1767.text": "When?" };
    assert.deepEqual(parseEventContent(event("org.matrix.msc3381.poll.start", content)), expected);
  });

  test("the merged form", () => {
    const merged = [
      { "m.id": "a", "m.text": [{ body: "Monday" }] },
      { "m.id": "b", "m.text": [{ body: "Tuesday" }] },
    ];
    const poll = { question: { "m.text": [{ body: "When?" }] }, answers: merged, kind: "m.disclosed" };
    assert.deepEqual(parseEventContent(event("m.poll.start", { "m.poll": poll })), expected);
  });

  test("no more than twenty answers, each id once, selections within them, votes hidden unless said otherwise", () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ id: `${index % 19}`, body: `answer ${index}` }));
    const poll = parseEventContent(
      event("m.poll.start", { "m.poll": { question, answers: many, max_selections: 99 } }),
    );
    assert.ok(poll.kind === "poll");
    assert.deepEqual([poll.answers.length, poll.maxSelections, poll.disclosed], [19, 19, false]);
    assert.equal(poll.answers[0]?.text, "answer 0");
  });

  test("long words are cut with an ellipsis", () => {
    const long = { question: { body: "🌊".repeat(1000) }, answers };
    const poll = parseEventContent(event("m.poll.start", { "m.poll": long }));
    assert.ok(poll.kind === "poll");
    assert.equal(Array.from(poll.question).length, 340);
    assert.ok(poll.question.endsWith("🌊…"));
  });

  test("a malformed poll shows its fallback text", () => {
    const content = { "m.poll": { question, answers: [] }, "m.text": "When? Monday or Tuesday" };
    assert.deepEqual(parseEventContent(event("m.poll.start", content)), {
      kind: "text",
      body: "When? Monday or Tuesday",
      html: undefined,
    });
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
      { kind: "member", membership: "join", displayName: "Ann" },
    ],
    [
      "m.room.member",
      { membership: "x", displayname: 1 },
      { kind: "member", membership: undefined, displayName: undefined },
    ],
    ["org.example.state", { body: "x" }, { kind: "unsupported", type: "org.example.state" }],
  ];
  for (const [type, content, expected] of lines) {
    test(`${type} ${JSON.stringify(content)}`, () =>
      assert.deepEqual(parseEventContent(event(type, content, "")), expected));
  }
});

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
      assert.deepEqual(parseEventContent(event(type, {}, "")), { kind: "silent" }));
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
      assert.deepEqual(parseEventContent(event(type, { body: "words" })), { kind: "silent" });
    });
  }
  for (const msgtype of ["m.server_notice", "m.key.verification.request"]) {
    test(`${msgtype} is silent`, () => assert.deepEqual(parseMessage({ msgtype, body: "words" }), { kind: "silent" }));
  }

  test("an invitation to a call is a call, an encrypted event says so", () => {
    assert.deepEqual(parseEventContent(event("m.call.invite", {})), { kind: "call" });
    assert.deepEqual(parseEventContent(event("m.room.encrypted", { ciphertext: "…" })), { kind: "encrypted" });
  });
});
