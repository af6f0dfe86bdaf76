import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { memberFrom, reactionFrom, redactionFrom, stateFrom, textFrom } from "#sample/new-event.ts";
import {
  areFilesThere,
  faultFor,
  fileNamed,
  later,
  mediaFiles,
  mediaFrom,
  mediaOf,
  mediaWorld,
  stateOf,
} from "./media-world.ts";
import { ada, ben, roomId, testRoom } from "./sample-rooms.ts";

describe("files that messages name", () => {
  test("are copied and made safe in the crawl that meets them, and not asked for again by the next", async (context) => {
    const { server, world } = await mediaWorld(context, ["one", "two"]);
    const report = await world.crawl();
    assert.deepEqual([await stateOf(world, "one"), await stateOf(world, "two")], ["kept image", "kept image"]);
    assert.ok(areFilesThere(world, await mediaOf(world, "one"), "image"));
    assert.deepEqual([report.media?.fetched, report.media?.kept], [2, 2]);
    const asked = () => server.requestLog.filter(({ endpoint }) => endpoint === "media").length;
    assert.equal(asked(), 2);
    const again = await world.crawl();
    assert.deepEqual([asked(), again.media], [2, undefined]);
  });

  test("are copied as far as the room wants: nothing, pictures alone, everything", async (context) => {
    for (const [media, wanted] of [
      ["none", ["refused policy", "refused policy", "refused policy"]],
      ["thumbnails", ["kept image", "refused policy", "refused policy"]],
      ["full", ["kept image", "kept file", "kept audio"]],
    ] as const) {
      const room = testRoom();
      room.add(mediaFrom(ada, "one"));
      room.add(mediaFrom(ada, "two", "file"));
      room.add(mediaFrom(ada, "three", "voice"));
      const { world, server } = await mediaWorld(context, [], { room, rooms: { test: { room: roomId, media } } });
      await world.crawl();
      const states = [
        await stateOf(world, "one"),
        await stateOf(world, "two", "file"),
        await stateOf(world, "three", "voice"),
      ];
      assert.deepEqual(states, wanted, media);
      const asked = server.requestLog.filter(({ endpoint }) => endpoint === "media").length;
      assert.equal(asked, { none: 0, thumbnails: 1, full: 3 }[media]);
    }
  });

  test("come and go when a room wants more or less of them than before", async (context) => {
    const { world } = await mediaWorld(context, ["one"], { rooms: { test: { room: roomId, media: "none" } } });
    const wanting = (media: "none" | "thumbnails") => ({
      config: { ...world.config, rooms: world.config.rooms.map((room) => ({ ...room, media })) },
    });
    await world.crawl();
    assert.deepEqual([await stateOf(world, "one"), await mediaFiles(world)], ["refused policy", []]);
    await world.crawl(wanting("thumbnails"));
    assert.equal(await stateOf(world, "one"), "kept image");
    await world.crawl(wanting("none"));
    assert.deepEqual([await stateOf(world, "one"), await mediaFiles(world)], ["refused policy", []]);
  });

  test("are kept as what each use needs: stickers, emoji in text and in reactions, faces of people and of the room", async (context) => {
    const room = testRoom();
    room.add(stateFrom(ada, "m.room.avatar", { url: fileNamed("room").mxc }));
    room.add({
      ...memberFrom(ben, "Ben"),
      content: { membership: "join", displayname: "Ben", avatar_url: fileNamed("face").mxc },
    });
    room.add({
      ...memberFrom("@mute:tidewater.example", "Mute"),
      content: { membership: "join", avatar_url: fileNamed("mute").mxc },
    });
    const formatted = `hello <img data-mx-emoticon src="${fileNamed("wave").mxc}" alt=":wave:" height="32">`;
    const said = room.add({
      ...textFrom(ben, "hello :wave:"),
      content: { msgtype: "m.text", body: "hello :wave:", format: "org.matrix.custom.html", formatted_body: formatted },
    });
    room.add(reactionFrom(ada, fileNamed("clap").mxc, said));
    room.add({ type: "m.sticker", sender: ada, content: { body: "a gull", url: fileNamed("gull").mxc } });
    const { world } = await mediaWorld(context, [], { room });
    await world.crawl();
    const states: Record<string, string> = {};
    for (const name of ["room", "face", "mute", "wave", "clap", "gull"]) states[name] = await stateOf(world, name);
    assert.deepEqual(states, {
      room: "kept avatar",
      face: "kept avatar",
      mute: "wanted",
      wave: "kept emoji",
      clap: "kept emoji",
      gull: "kept image",
    });
  });

  test("wait with the message that shows them until it is old enough", async (context) => {
    const { world, server } = await mediaWorld(context, [], { delay: "24h" });
    await world.crawl();
    server.send(roomId, { ...mediaFrom(ada, "young"), originServerTs: Date.now() });
    await world.crawl();
    assert.deepEqual([await stateOf(world, "young"), await mediaFiles(world)], ["wanted", []]);
    await world.crawl({ nowMs: later(3) });
    assert.equal(await stateOf(world, "young"), "kept image");
  });

  test("are copied as no room of people with aliases has faces", async (context) => {
    const room = testRoom();
    room.add({
      ...memberFrom(ben, "Ben"),
      content: { membership: "join", displayname: "Ben", avatar_url: fileNamed("face").mxc },
    });
    room.add(textFrom(ben, "hello"));
    const { world, server } = await mediaWorld(context, [], {
      room,
      rooms: { test: { room: roomId, names: "pseudonym" } },
    });
    await world.crawl();
    assert.equal(
      server.requestLog.some(({ endpoint }) => endpoint === "media"),
      false,
    );
    assert.equal(await stateOf(world, "face"), "wanted");
  });

  test("leave the disk in the crawl that learns of the redaction, and nothing else of them stays", async (context) => {
    const { world, server, ids } = await mediaWorld(context, ["one", "two"]);
    await world.crawl();
    const before = await mediaFiles(world);
    server.send(roomId, redactionFrom(ada, ids[0] ?? ""));
    await world.crawl();
    const after = await mediaFiles(world);
    assert.ok(after.length > 0 && after.length < before.length);
    assert.deepEqual([...(await world.store.readMedia([fileNamed("one").mxc]))], []);
    assert.ok(areFilesThere(world, await mediaOf(world, "two"), "image"));
  });

  test("come back when the operator lifts a removal and the history is read again", async (context) => {
    const { world, ids } = await mediaWorld(context, ["one"]);
    await world.crawl();
    const what = { what: "event", target: ids[0] ?? "", at: new Date().toISOString() } as const;
    await world.store.decide([{ kind: "removal", ...what }]);
    assert.deepEqual(await mediaFiles(world), []);
    await world.crawl({ full: true });
    assert.deepEqual(await mediaFiles(world), []);
    await world.store.decide([{ kind: "removal-undone", ...what }]);
    await world.crawl({ full: true });
    assert.equal(await stateOf(world, "one"), "kept image");
  });

  test("that the operator removed by address are not asked for by any crawl", async (context) => {
    const { world, server } = await mediaWorld(context, ["one"]);
    const { mxc } = fileNamed("one");
    await world.store.decide([{ kind: "removal", what: "media", target: mxc, at: new Date().toISOString() }]);
    await world.crawl();
    server.send(roomId, stateFrom(ada, "m.room.avatar", { url: mxc }));
    await world.crawl();
    assert.equal(
      server.requestLog.some(({ endpoint }) => endpoint === "media"),
      false,
    );
  });

  test("stay within what a room and the site may have", async (context) => {
    for (const [key, reason] of [
      ["perRoom", "room-full"],
      ["total", "site-full"],
    ] as const) {
      const { world } = await mediaWorld(context, ["one", "two"], { media: { [key]: "1B" } });
      const report = await world.crawl();
      assert.deepEqual(await mediaFiles(world), []);
      assert.deepEqual([await stateOf(world, "one"), report.media?.refused], [`refused ${reason}`, { [reason]: 2 }]);
    }
  });
});

describe("files that are kept", () => {
  test("are asked about after a while, and leave when the server has them no more", async (context) => {
    const { world, server } = await mediaWorld(context, ["one", "two"]);
    await world.crawl();
    server.faults = faultFor("one", { kind: "not-found" });
    await world.crawl({ nowMs: later(3) });
    assert.equal(await stateOf(world, "one"), "kept image");
    const change = await world.store.readChange();
    const report = await world.crawl({ nowMs: later(8) });
    assert.deepEqual([await stateOf(world, "one"), report.media?.quarantined], ["gone quarantined", 1]);
    assert.deepEqual(await world.dirtySince(change), ["test 2025-03-01"]);
    assert.equal(await stateOf(world, "two"), "kept image");
    assert.equal((await mediaFiles(world)).length, 3);
  });

  test("stay when a server could not be asked, and when it has lost too many at once", async (context) => {
    const { world, server } = await mediaWorld(context, ["one", "two"], {
      publication: { brake: { share: "5%", events: 1 } },
    });
    await world.crawl();
    server.faults = { rules: [{ endpoint: "media", answer: { kind: "server-error", status: 500 } }] };
    const failing = await world.crawl({ nowMs: later(8) });
    assert.match(failing.media?.problem ?? "", /could not all be asked about/);
    server.faults = { rules: [{ endpoint: "media", answer: { kind: "not-found" } }] };
    const held = await world.crawl({ nowMs: later(9) });
    assert.match(held.media?.problem ?? "", /2 of 2 files .* too many/);
    assert.equal(await stateOf(world, "one"), "kept image");
    assert.ok(areFilesThere(world, await mediaOf(world, "one"), "image"));
  });

  test("are whole or not there when a run was stopped, and the next one goes on with the rest", async (context) => {
    const names = Array.from({ length: 12 }, (_, nth) => `picture ${nth}`);
    const { world, server } = await mediaWorld(context, names, { faults: { latencyMs: 20 } });
    const stop = new AbortController();
    let files = 0;
    server.faults = {
      latencyMs: 20,
      onRequest: ({ endpoint }) => {
        if (endpoint === "media" && (files += 1) === 6) stop.abort();
      },
    };
    const report = await world.crawl({ signal: stop.signal });
    assert.equal(report.outcome, "interrupted");
    server.faults = {};
    await world.crawl();
    for (const name of names) assert.ok(areFilesThere(world, await mediaOf(world, name), "image"));
    const asked = server.requestLog.filter(({ endpoint, status }) => endpoint === "media" && status === 200);
    assert.ok(asked.length < 2 * names.length, `${asked.length} requests`);
    assert.deepEqual(await readdir(join(world.store.folder, "media", "part")), []);
  });
});
