import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { JsonObject } from "#lib/json.ts";
import type { KnownMedia, SafeFile, SafeMedia } from "#lib/safe-media.ts";
import type { MxcUri } from "#matrix/ids.ts";
import type { RoomInfo } from "#view/inputs.ts";
import type { TileBody } from "#view/models.ts";
import { groupsOf, tilesOf } from "#test/support/day-page.ts";
import { foldRoom } from "#test/support/fold-input.ts";
import { RoomBuilder } from "#test/support/room-builder.ts";
import { dayPageOf, general, site } from "#test/support/site.ts";

const mxc = "mxc://tidewater.example/pier";

function safeFile(name: string, extension: string, size: Partial<SafeFile> = {}): SafeFile {
  return { hash: name.padEnd(32, "0"), extension, mimeType: `image/${extension}`, sizeBytes: 1200, ...size };
}

const image: SafeMedia = {
  kind: "image",
  thumbnail: safeFile("aa", "webp", { width: 800, height: 600 }),
  fallback: safeFile("bb", "jpg", { width: 800, height: 600 }),
  full: safeFile("cc", "jpg", { width: 3000, height: 2250 }),
  animated: false,
};

function kept(safe: KnownMedia["safe"]): KnownMedia {
  return { state: "kept", safe };
}

function pageWith(content: JsonObject, known: KnownMedia | undefined, room: Partial<RoomInfo> = {}) {
  const builder = new RoomBuilder();
  builder.message({ body: "pier.png", url: mxc, ...content });
  const media = new Map(known === undefined ? [] : [[mxc, known]]);
  const page = dayPageOf(foldRoom(builder), { media }, { ...general, ...room });
  return { page, body: tilesOf(page)[0]?.body };
}

function lineOf(body: TileBody | undefined): string {
  assert.ok(body?.kind === "line", JSON.stringify(body));
  return body.text;
}

suite("a picture", () => {
  test("is shown by its WebP and its fallback, no larger than the page has room, and leads to its full size", () => {
    const { body, page } = pageWith({ msgtype: "m.image" }, kept({ image }));
    const at = (name: string) => `/archive/media/${name.slice(0, 2)}/${name}`;
    assert.deepEqual(body, {
      kind: "media",
      captionHtml: undefined,
      items: [
        {
          kind: "picture",
          sticker: false,
          picture: {
            alt: "Image pier.png",
            webp: at(`${"aa".padEnd(32, "0")}.webp`),
            fallback: at(`${"bb".padEnd(32, "0")}.jpg`),
            full: at(`${"cc".padEnd(32, "0")}.jpg`),
            width: 560,
            height: 420,
            animated: false,
          },
        },
      ],
    });
    assert.deepEqual(
      page.files?.map(({ extension }) => extension),
      ["webp", "jpg", "jpg"],
    );
  });

  test("is described by its caption, without what a spoiler hides", () => {
    const html = 'The <span data-mx-spoiler="">sunk</span> pier';
    const caption = { filename: "pier.png", body: "The pier", format: "org.matrix.custom.html", formatted_body: html };
    const { body } = pageWith({ msgtype: "m.image", ...caption }, kept({ image }));
    assert.ok(body?.kind === "media" && body.items[0]?.kind === "picture");
    assert.match(body.items[0].picture.alt, /^The .*pier$/);
    assert.doesNotMatch(body.items[0].picture.alt, /sunk/);
    assert.match(body.captionHtml ?? "", /spoiler/);
  });

  test("of a room that keeps thumbnails has no full size, of one that keeps nothing it is a line, whatever was copied before", () => {
    const thumbnails = pageWith({ msgtype: "m.image" }, kept({ image }), { media: "thumbnails" });
    assert.ok(thumbnails.body?.kind === "media" && thumbnails.body.items[0]?.kind === "picture");
    assert.equal(thumbnails.body.items[0].picture.full, undefined);
    assert.equal(thumbnails.page.files?.length, 2);
    const none = pageWith({ msgtype: "m.image" }, kept({ image }), { media: "none" });
    assert.equal(lineOf(none.body), "Image pier.png, not copied");
    assert.deepEqual(none.page.files, []);
  });

  test("lies where the operator publishes media", () => {
    const builder = new RoomBuilder();
    builder.message({ msgtype: "m.image", body: "pier.png", url: mxc });
    const apart = { ...site, mediaUrl: "https://media.example.org/chat/" };
    const page = dayPageOf(foldRoom(builder), { media: new Map([[mxc, kept({ image })]]) }, general, apart);
    const [tile] = tilesOf(page);
    assert.ok(tile?.body.kind === "media" && tile.body.items[0]?.kind === "picture");
    assert.match(tile.body.items[0].picture.webp, /^https:\/\/media\.example\.org\/chat\/aa\/aa0+\.webp$/);
    assert.equal(page.frame.mediaOrigin, "https://media.example.org");
  });
});

suite("pictures within lines", () => {
  const face: SafeMedia = { ...image, thumbnail: safeFile("ab", "webp", { width: 96, height: 96 }) };
  const small = { src: `/archive/media/ab/${"ab".padEnd(32, "0")}.webp`, width: 32, height: 32 };

  function groupWith(known: KnownMedia | undefined, room: Partial<RoomInfo> = {}) {
    const builder = new RoomBuilder();
    const message = builder.text("Low water");
    builder
      .event("m.reaction", { shortcode: ":gull:" })
      .relates({ rel_type: "m.annotation", event_id: message.event.eventId, key: mxc });
    const timeline = foldRoom(builder, undefined, { avatarAt: () => mxc as MxcUri });
    const media = new Map(known === undefined ? [] : [[mxc, known]]);
    const page = dayPageOf(timeline, { media }, { ...general, ...room });
    return { page, group: groupsOf(page)[0] };
  }

  test("a sender has the face that was in force, a reaction its picture", () => {
    const { group, page } = groupWith(kept({ avatar: face, emoji: face }), { media: "thumbnails" });
    assert.deepEqual(group?.sender.avatar, small);
    assert.deepEqual(group?.messages[0]?.reactions, [
      {
        key: ":gull:",
        count: 1,
        label: "1 person reacted with :gull:",
        picture: { ...small, width: 24, height: 24 },
      },
    ]);
    assert.equal(page.files?.length, 1);
  });

  test("without a copy stand the initial and the shortcode", () => {
    const { group, page } = groupWith({ state: "gone", safe: {} });
    assert.equal(group?.sender.avatar, undefined);
    assert.equal(group?.messages[0]?.reactions[0]?.picture, undefined);
    assert.deepEqual(page.files, []);
  });

  test("nobody has a face in a room that hides names", () => {
    const { group } = groupWith(kept({ avatar: face }), { pseudonyms: true });
    assert.equal(group?.sender.avatar, undefined);
  });
});

suite("a file that is not here", () => {
  const cases: readonly (readonly [string, KnownMedia | undefined])[] = [
    ["Image pier.png, not copied yet", undefined],
    ["Image pier.png, not copied yet", { state: "wanted", safe: {} }],
    ["Image pier.png, too large to be copied", { state: "refused", reason: "too-large", safe: {} }],
    ["Image pier.png, no longer on its server", { state: "gone", safe: {} }],
    ["Image pier.png, could not be fetched from its server", { state: "failed", safe: {} }],
    ["Image pier.png, taken down by the server it was on", { state: "refused", reason: "quarantined", safe: {} }],
    ["Image pier.png, broken", { ...kept({ avatar: image }), refusals: { image: "broken" } }],
  ];
  for (const [text, known] of cases) {
    test(`says why: ${text}`, () => {
      const { body, page } = pageWith({ msgtype: "m.image" }, known);
      assert.equal(lineOf(body), text);
      assert.deepEqual(page.files, []);
    });
  }

  test("says so too where it is encrypted or the message names none", () => {
    const encrypted = { msgtype: "m.image", url: null, file: { url: mxc } };
    assert.equal(lineOf(pageWith(encrypted, kept({ image })).body), "Image pier.png, encrypted, cannot be read here");
    assert.equal(
      lineOf(pageWith({ msgtype: "m.file", url: 7 }, undefined).body),
      "File pier.png, the message names no file",
    );
  });
});

suite("films, sound and files", () => {
  const poster = "mxc://tidewater.example/still";
  const film: SafeMedia = {
    kind: "video",
    file: safeFile("dd", "mp4", { width: 1920, height: 1080 }),
    durationMs: 64_000,
  };

  test("a video has its length, its size and the poster that its event carries", () => {
    const builder = new RoomBuilder();
    builder.message({
      msgtype: "m.video",
      body: "tide.mp4",
      url: mxc,
      info: { duration: 64_000, thumbnail_url: poster },
    });
    const media = new Map([
      [mxc, kept({ video: film })],
      [poster, kept({ poster: image })],
    ]);
    const [tile] = tilesOf(dayPageOf(foldRoom(builder), { media }));
    assert.ok(tile?.body.kind === "media" && tile.body.items[0]?.kind === "video");
    const { label, width, height, poster: still } = tile.body.items[0];
    assert.deepEqual([label, width, height], ["Video tide.mp4, 1:04", 560, 315]);
    assert.match(still ?? "", /aa0+\.webp$/);
  });

  test("a video that is not copied keeps its still, and says why", () => {
    const builder = new RoomBuilder();
    builder.message({ msgtype: "m.video", body: "tide.mp4", url: mxc, info: { thumbnail_url: poster } });
    const media = new Map([
      [mxc, kept({ video: film })],
      [poster, kept({ poster: image })],
    ]);
    const [tile] = tilesOf(dayPageOf(foldRoom(builder), { media }, { ...general, media: "thumbnails" }));
    assert.ok(tile?.body.kind === "media" && tile.body.items[0]?.kind === "missing");
    assert.equal(tile.body.items[0].text, "Video tide.mp4, not copied");
    assert.equal(tile.body.items[0].still?.alt, "Video tide.mp4");
  });

  test("a voice message has its waveform as one path, silence as a dot", () => {
    const sound: SafeMedia = { kind: "audio", file: safeFile("ee", "ogg"), durationMs: 4200 };
    const voice = { "org.matrix.msc3245.voice": {}, "org.matrix.msc1767.audio": { waveform: [0, 1024] } };
    const { body } = pageWith({ msgtype: "m.audio", ...voice }, kept({ audio: sound }));
    assert.ok(body?.kind === "media" && body.items[0]?.kind === "sound");
    assert.deepEqual([body.items[0].label, body.items[0].waveform], ["Voice message, 0:04", "M25 11v2M75 0v24"]);
  });

  test("a file has its name, type and size", () => {
    const file: SafeMedia = { kind: "file", file: { ...safeFile("ff", "bin"), mimeType: "application/octet-stream" } };
    const info = { mimetype: "text/csv" };
    const { body } = pageWith({ msgtype: "m.file", filename: "a\u202Eb.csv", body: "x", info }, kept({ file }));
    assert.ok(body?.kind === "media" && body.items[0]?.kind === "file");
    assert.deepEqual([body.items[0].name, body.items[0].details], ["ab.csv", "text/csv, 1.2 kB"]);
  });

  test("a gallery keeps its order, with a line for each file that is not here", () => {
    const items = ["one.png", "two.png"].map((body, index) => {
      return { itemtype: "m.image", body, url: index === 0 ? "mxc://tidewater.example/other" : mxc };
    });
    const { body } = pageWith({ msgtype: "dm.filament.gallery", body: "Two", itemtypes: items }, kept({ image }));
    assert.ok(body?.kind === "media");
    assert.deepEqual(
      body.items.map((item) => (item.kind === "picture" ? item.picture.alt : item.kind)),
      ["missing", "Image two.png"],
    );
    assert.equal(body.captionHtml, "Two");
  });
});
