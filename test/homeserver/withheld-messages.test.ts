import assert from "node:assert/strict";
import { describe, test, type TestContext } from "node:test";
import type { JsonObject } from "#lib/json.ts";
import type { EventId } from "#matrix/ids.ts";
import type { RoomBuilder } from "#sample/build-room.ts";
import { editFrom, memberFrom, redactionFrom, replyFrom, stateFrom, textFrom } from "#sample/new-event.ts";
import type { NewEvent } from "#sample/room-editor.ts";
import { startSampleHomeserver } from "#sample/start-sample-homeserver.ts";
import { assertEverywhere, assertNotIn, assertNowhere, pathsWith } from "../support/assert-words.ts";
import { dumpRoomOf } from "./dump-store.ts";
import { openProofWorld } from "./proof-world.ts";
import { ada, ben, roomId, testRoom } from "./sample-rooms.ts";

const at = (day: number, minutes = 0): { originServerTs: number } => ({
  originServerTs: Date.UTC(2025, 2, day, 9, minutes),
});

async function sceneOf(t: TestContext, room: RoomBuilder, { offRecord }: { readonly offRecord?: string } = {}) {
  const server = await startSampleHomeserver({ rooms: [room.toRoom()] });
  t.after(() => server.stop());
  const { url, token } = server;
  const listed = offRecord === undefined ? roomId : { room: roomId, offRecord };
  return { server, world: await openProofWorld(t, { url, token, rooms: { test: listed } }) };
}

/** A mark as MSC3531 has it: `visible` beside the relation, or in it. */
function markFrom(
  sender: string,
  target: EventId,
  visible: boolean,
  {
    place = "content",
    type = "m.visibility",
  }: { readonly place?: "content" | "relation"; readonly type?: string } = {},
): NewEvent {
  const inRelation: JsonObject = place === "relation" ? { visible } : {};
  const inContent: JsonObject = place === "content" ? { visible } : {};
  const relation = { rel_type: "m.reference", event_id: target, ...inRelation };
  return { type, sender, content: { ...inContent, reason: "reasonberg", "m.relates_to": relation } };
}

test("a moderator ends a poll of somebody else's, and nobody else does", async (t) => {
  const room = testRoom();
  const poll = room.add({
    type: "m.poll.start",
    sender: ben,
    content: {
      "m.poll": {
        question: { "m.text": "Limpets?" },
        kind: "m.undisclosed",
        answers: [{ "m.id": "a", "m.text": "yes" }],
      },
    },
    ...at(2),
  });
  const end = (sender: string): NewEvent => ({
    type: "m.poll.end",
    sender,
    content: { "m.relates_to": { rel_type: "m.reference", event_id: poll } },
  });
  const { server, world } = await sceneOf(t, room);
  await world.update();
  const page = "test/2025/03/02/index.html";
  server.send(roomId, end("@cleo:tidewater.example"));
  assert.match(String((await world.update()).output.get(page)), /shown once the poll has ended/);
  server.send(roomId, end(ada));
  assert.match(String((await world.update()).output.get(page)), /the poll is closed/);
});

describe("a moderator's mark that hides a message", () => {
  for (const [type, place] of [
    ["m.visibility", "content"],
    ["org.matrix.msc3531.visibility", "relation"],
  ] as const)
    test(`${type} hides it everywhere at once, and the next one brings it back`, async (t) => {
      const room = testRoom();
      const target = room.add(textFrom(ben, "mullethole", at(2)));
      room.add(replyFrom(ada, "an answer of limpet", target, at(3)));
      const { server, world } = await sceneOf(t, room);
      const before = await world.update();
      assertEverywhere(["mullethole", "limpet"], before);
      server.send(roomId, markFrom(ada, target, false, { type, place }));
      const hidden = await world.update();
      assertNotIn(["mullethole", "reasonberg"], hidden.output);
      assertEverywhere(["limpet"], hidden);
      assert.ok(pathsWith(hidden.output, "In reply to a message that is not shown").length > 0);
      server.send(roomId, markFrom(ada, target, true, { type, place }));
      const back = await world.update();
      for (const path of ["test/2025/03/02/index.html", "test/2025/03/03/index.html"])
        assert.deepEqual(back.output.get(path), before.output.get(path), path);
    });

  test("holds whatever came first, under a delay too, and for someone who opted out as moderator", async (t) => {
    const room = testRoom();
    const target = room.add(textFrom(ben, "mullethole", at(2)));
    room.add(textFrom(ben, "limpet", at(2, 1)));
    room.add({ ...markFrom(ada, target, false), ...at(4) });
    const { world } = await sceneOf(t, room);
    const publication = { delay: "36h", optOut: [ada] };
    const nowMs = Date.UTC(2025, 2, 5);
    const first = await world.update({ publication, nowMs, pageLimit: 1 });
    assertNotIn(["mullethole"], first.output);
    assertEverywhere(["limpet"], first);
  });

  test("by someone who may not take messages back counts for nothing", async (t) => {
    const room = testRoom({ powerLevels: { [ben]: 49 } });
    const target = room.add(textFrom(ada, "mullethole", at(2)));
    room.add({ ...markFrom(ben, target, false), ...at(3) });
    const { world } = await sceneOf(t, room);
    assertEverywhere(["mullethole"], await world.update());
  });

  test("that is redacted hides no more, and the mark before it stands again", async (t) => {
    const room = testRoom();
    const target = room.add(textFrom(ben, "mullethole", at(2)));
    const mark = room.add({ ...markFrom(ada, target, false), ...at(3) });
    const { server, world } = await sceneOf(t, room);
    assertNotIn(["mullethole"], (await world.update()).output);
    const shown = server.send(roomId, markFrom(ada, target, true));
    assertEverywhere(["mullethole"], await world.update());
    server.send(roomId, redactionFrom(ada, shown));
    assertNotIn(["mullethole"], (await world.update()).output);
    server.send(roomId, redactionFrom(ada, mark));
    assertEverywhere(["mullethole"], await world.update());
  });
});

describe("a message off the record", () => {
  const publication = {};
  test("is never written down, nor is what its author puts off the record later", async (t) => {
    const room = testRoom();
    room.add(textFrom(ben, "[off] mullethole", at(2)));
    const late = room.add(textFrom(ben, "sandpiper", at(2, 1)));
    const early = room.add(textFrom(ben, "turnstone", at(3)));
    room.add(editFrom(ben, "[off] whelkshell", early, at(3, 1)));
    const others = room.add(textFrom(ada, "limpet [off] is a mark", at(4)));
    room.add(editFrom(ben, "[off] razorbill", others, at(4, 1)));
    const { server, world } = await sceneOf(t, room, { offRecord: "[off]" });
    const first = await world.update({ publication, pageLimit: 1 });
    assertNowhere(["mullethole", "turnstone", "whelkshell", "razorbill"], first);
    assertEverywhere(["sandpiper", "limpet"], first);
    assert.equal(first.crawl.rooms[0]?.withheld["off-record"], 4);
    server.send(roomId, editFrom(ben, "[off] guillemot", late));
    const second = await world.update({ publication });
    assertNowhere(["sandpiper", "guillemot"], second);
    assertEverywhere(["limpet"], second);
    const change = await world.store.readChange();
    const swept = await world.update({ publication, full: true });
    assertNowhere(["sandpiper", "turnstone"], swept);
    assert.deepEqual(await world.store.readDirtyDays(change), []);
  });

  test("leaves the pages with the mark's configuration, and the store with the next sweep", async (t) => {
    const room = testRoom();
    room.add(textFrom(ben, "[off] mullethole", at(2)));
    const early = room.add(textFrom(ben, "turnstone", at(2, 1)));
    room.add(editFrom(ben, "[off] whelkshell", early, at(2, 2)));
    room.add(replyFrom(ada, "limpet", early, at(3)));
    const { server, world } = await sceneOf(t, room);
    assertEverywhere(["mullethole", "whelkshell"], await world.update());
    const stricter = await openProofWorld(t, {
      url: server.url,
      token: server.token,
      rooms: { test: { room: roomId, offRecord: "[off]" } },
      store: world.store,
    });
    assertNotIn(["mullethole", "turnstone", "whelkshell"], (await stricter.build()).output);
    assertNowhere(["mullethole", "turnstone", "whelkshell"], await stricter.update({ full: true }));
    assertEverywhere(["limpet"], await stricter.update());
  });
});

describe("what is private by nature", () => {
  test("is in no byte of the store, and the report counts it; what happened is one line", async (t) => {
    const room = testRoom();
    const event = (type: string, content: JsonObject, minutes: number): void =>
      void room.add({ type, sender: ben, content, ...at(2, minutes) });
    const beacon = { "org.matrix.msc3488.location": { uri: "geo:52.5101,13.3901" }, note: "mulletberg" };
    event("org.matrix.msc3672.beacon", beacon, 1);
    event("m.call.candidates", { candidates: [{ candidate: "udp 192.0.2.17 plaiceberg" }] }, 2);
    event("m.call.invite", { offer: { sdp: "IP4 192.0.2.18 soleberg" }, lifetime: 60_000 }, 3);
    event("m.key.verification.start", { from_device: "TURBOTBERG" }, 4);
    event("m.receipt", { user: "brillberg" }, 5);
    const geo = { msgtype: "m.location", body: "dabberg 52.5102,13.3902", geo_uri: "geo:52.5102,13.3902" };
    event("m.room.message", { ...geo, "m.location": { description: "the limpet quay" } }, 6);
    const invite = { membership: "invite", reason: "ruffeberg", displayname: "Ruffberg" };
    room.add(stateFrom(ada, "m.room.member", invite, { stateKey: "@new:x.example", ...at(2, 7) }));
    room.add(
      stateFrom(ben, "m.room.member", { membership: "knock", reason: "tenchberg" }, { stateKey: ben, ...at(2, 8) }),
    );
    const third = { display_name: "carpberg@mail.example", public_key: "k" };
    room.add(stateFrom(ada, "m.room.third_party_invite", third, { stateKey: "t", ...at(2, 9) }));
    room.add(
      stateFrom(
        ben,
        "im.vector.modular.widgets",
        { url: "https://pikeberg.example/" },
        { stateKey: "w", ...at(2, 10) },
      ),
    );
    room.add(memberFrom(ben, "Ben", at(2, 11)));
    const { world } = await sceneOf(t, room);
    const update = await world.update();
    const words = ["mullet", "plaice", "sole", "turbot", "brill", "dab", "ruffe", "tench", "carp", "pike"];
    assertNowhere([...words.map((word) => `${word}berg`), "52.51", "192.0.2"], update);
    assert.equal(update.crawl.rooms[0]?.withheld["private-by-nature"], 5);
    assertEverywhere(["limpet quay"], update);
    const day = update.output.get("test/2025/03/02/index.html")?.toString() ?? assert.fail();
    for (const line of [/call/i, /shared a location/i, /widget/i]) assert.match(day, line);
    assert.ok(
      dumpRoomOf(world).events.some(({ type }) => type === "m.call.candidates"),
      "its place stays",
    );
  });
});
