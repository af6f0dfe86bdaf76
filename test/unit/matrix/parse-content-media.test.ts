import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { JsonValue } from "#lib/json.ts";
import { parseEventContent } from "#matrix/parse-content.ts";
import { eventWith, parseMessageContent } from "./content-support.ts";

suite("media", () => {
  test("an image carries what its sender claims, checked", () => {
    const info = { w: 800, h: 600.4, size: 1234, mimetype: "image/PNG; q=1" };
    assert.deepEqual(
      parseMessageContent({ msgtype: "m.image", body: "gauge.png", url: "mxc://tidewater.example/abc", info }),
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
    const parsed = parseMessageContent({ msgtype: "m.video", url: "mxc://tidewater.example/../x", info });
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

  test("an address that climbs out of its path, or that is none, names no file", () => {
    const climbing = ["mxc://../b", "mxc://./b", "mxc://a.example/..", "mxc://a.example/../b", "mxc://a.example/b%2f"];
    for (const url of [...climbing, "mxc://a.example/", "mxc:///b", "https://a.example/b", "mxc://a.example/b c"]) {
      const parsed = parseMessageContent({ msgtype: "m.image", body: "x", url });
      assert.ok(parsed.kind === "media" && parsed.mxc === undefined, url);
    }
  });

  test("a body beside a different file name is a caption", () => {
    const image = { msgtype: "m.image", url: "mxc://a.example/b", body: "the pier", filename: "pier.jpg" };
    const parsed = parseMessageContent(image);
    assert.ok(parsed.kind === "media");
    assert.deepEqual([parsed.fileName, parsed.caption], ["pier.jpg", { body: "the pier", html: undefined }]);
    const same = parseMessageContent({ ...image, body: "pier.jpg" });
    assert.ok(same.kind === "media" && same.caption === undefined);
  });

  test("encrypted files, voice messages and stickers are told apart", () => {
    const encrypted = parseMessageContent({ msgtype: "m.file", body: "a.pdf", file: { url: "mxc://a.example/b" } });
    assert.ok(encrypted.kind === "media" && encrypted.encrypted && encrypted.mxc === undefined);
    const audio = { msgtype: "m.audio", body: "v.ogg", "org.matrix.msc1767.audio": { duration: 4200 } };
    const voice = parseMessageContent({ ...audio, "org.matrix.msc3245.voice.v2": {} });
    assert.ok(voice.kind === "media" && voice.media === "voice" && voice.durationMs === 4200);
    const sticker = parseEventContent(eventWith("m.sticker", { body: "a gull", url: "mxc://a.example/b" }));
    assert.ok(sticker.kind === "media" && sticker.media === "sticker" && sticker.fileName === "a gull");
  });

  test("a voice message keeps its waveform as at most sixty bars between silence and the loudest", () => {
    const waveformOf = (waveform: JsonValue) => {
      const voice = { "org.matrix.msc3245.voice": {}, "org.matrix.msc1767.audio": { waveform } };
      const parsed = parseMessageContent({ msgtype: "m.audio", body: "v.ogg", ...voice });
      return parsed.kind === "media" ? parsed.waveform : undefined;
    };
    assert.deepEqual(waveformOf([0, 512, 1024, 9000, -3]), [0, 0.5, 1, 1, 0]);
    const long = waveformOf(Array.from({ length: 120 }, (_, index) => (index === 119 ? 1024 : 0)));
    assert.deepEqual([long?.length, long?.at(-1), long?.at(-2)], [60, 1, 0]);
    for (const wrong of [[], [1, "2"], "loud", null, { 0: 1 }]) assert.equal(waveformOf(wrong), undefined);
  });

  test("a video carries a poster only where the event has one that is not encrypted", () => {
    const posterOf = (info: JsonValue) => {
      const parsed = parseMessageContent({ msgtype: "m.video", body: "v.mp4", url: "mxc://a.example/v", info });
      return parsed.kind === "media" ? parsed.poster : undefined;
    };
    assert.equal(posterOf({ thumbnail_url: "mxc://a.example/still" }), "mxc://a.example/still");
    assert.equal(posterOf({ thumbnail_file: { url: "mxc://a.example/still" } }), undefined);
    assert.equal(posterOf({ thumbnail_url: "https://a.example/still" }), undefined);
  });

  test("a gallery keeps all its items in order and its words as the caption", () => {
    const item = (name: string) => ({ itemtype: "m.image", body: name, url: `mxc://a.example/${name[0]}` });
    const itemtypes = [item("one.png"), { itemtype: "org.example.x" }, null, item("two.png")];
    const parsed = parseMessageContent({ msgtype: "dm.filament.gallery", body: "Two views", itemtypes });
    assert.ok(parsed.kind === "media");
    assert.deepEqual([parsed.fileName, parsed.more?.map((media) => media.fileName)], ["one.png", ["two.png"]]);
    assert.equal(parsed.caption?.body, "Two views");
  });

  test("a gallery without items falls to its words, and a gallery in a gallery is none", () => {
    assert.equal(parseMessageContent({ msgtype: "m.gallery", body: "Nothing", itemtypes: [] }).kind, "text");
    const nested = { itemtype: "m.gallery", itemtypes: [{ itemtype: "m.image", body: "x" }] };
    assert.equal(parseMessageContent({ msgtype: "m.gallery", body: "Nested", itemtypes: [nested] }).kind, "text");
  });
});

suite("places", () => {
  const place = (description: string) =>
    parseMessageContent({
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
    const live = eventWith("org.matrix.msc3672.beacon_info", { description: "walk" }, "@ann:tidewater.example");
    assert.deepEqual(parseEventContent(live), { kind: "location", description: undefined });
    assert.deepEqual(parseEventContent(eventWith("org.matrix.msc3672.beacon", {})), { kind: "silent" });
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
    assert.deepEqual(parseEventContent(eventWith("org.matrix.msc3381.poll.start", content)), expected);
  });

  test("the merged form", () => {
    const merged = [
      { "m.id": "a", "m.text": [{ body: "Monday" }] },
      { "m.id": "b", "m.text": [{ body: "Tuesday" }] },
    ];
    const poll = { question: { "m.text": [{ body: "When?" }] }, answers: merged, kind: "m.disclosed" };
    assert.deepEqual(parseEventContent(eventWith("m.poll.start", { "m.poll": poll })), expected);
  });

  test("no more than twenty answers, each id once, selections within them, votes hidden unless said otherwise", () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ id: `${index % 19}`, body: `answer ${index}` }));
    const poll = parseEventContent(
      eventWith("m.poll.start", { "m.poll": { question, answers: many, max_selections: 99 } }),
    );
    assert.ok(poll.kind === "poll");
    assert.deepEqual([poll.answers.length, poll.maxSelections, poll.disclosed], [19, 19, false]);
    assert.equal(poll.answers[0]?.text, "answer 0");
  });

  test("long words are cut with an ellipsis", () => {
    const long = { question: { body: "🌊".repeat(1000) }, answers };
    const poll = parseEventContent(eventWith("m.poll.start", { "m.poll": long }));
    assert.ok(poll.kind === "poll");
    assert.equal(Array.from(poll.question).length, 340);
    assert.ok(poll.question.endsWith("🌊…"));
  });

  test("a malformed poll shows its fallback text", () => {
    const content = { "m.poll": { question, answers: [] }, "m.text": "When? Monday or Tuesday" };
    assert.deepEqual(parseEventContent(eventWith("m.poll.start", content)), {
      kind: "text",
      body: "When? Monday or Tuesday",
      html: undefined,
    });
  });
});
