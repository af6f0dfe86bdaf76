import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { memberFrom, redactionFrom, textFrom, visibilityFrom } from "#sample/new-event.ts";
import { bodiesOf, openSample, walk } from "./sample-client.ts";
import { ada, ben, createdAtMs, roomId, testRoom } from "./sample-rooms.ts";

describe("a room that changes while the sample homeserver runs", () => {
  test("shows a new event at once, a minute after the newest one", async (context) => {
    const client = await openSample(context, { rooms: [testRoom().toRoom()] });
    const before = await client.room(roomId, "messages?dir=b&limit=1");
    const id = client.server.send(roomId, textFrom(ada, "news"));
    const { json } = await client.room(roomId, "messages?dir=b&limit=1");
    assert.equal(json.chunk[0]?.event_id, id);
    assert.equal(json.chunk[0]?.origin_server_ts, (before.json.chunk[0]?.origin_server_ts ?? 0) + 60_000);
  });

  test("gives a redacted event back without its words, and tells who redacted it", async (context) => {
    const client = await openSample(context, { rooms: [testRoom().toRoom()] });
    const target = client.server.send(roomId, textFrom(ada, "regretted"));
    const path = `event/${encodeURIComponent(target)}`;
    assert.equal((await client.room(roomId, path)).json.content.body, "regretted");
    const redaction = client.server.send(roomId, redactionFrom(ben, target, { reason: "asked to" }));
    const { json, text } = await client.room(roomId, path);
    assert.deepEqual(json.content, {});
    assert.equal(json.unsigned.redacted_because.event_id, redaction);
    assert.ok(!text.includes("regretted"));
    const newest = (await client.room(roomId, "messages?dir=b&limit=1")).json.chunk[0];
    assert.deepEqual([newest?.redacts, newest?.content.redacts], [target, target]);
  });

  test("takes a late event in at its old depth, and old tokens stay good", async (context) => {
    const room = testRoom();
    const ids = ["one", "two", "three"].map((body) => room.add(textFrom(ada, body)));
    const client = await openSample(context, { rooms: [room.toRoom()] });
    const { end } = (await client.room(roomId, "messages?dir=b&limit=1")).json;
    client.server.send(roomId, textFrom(ben, "late", { originServerTs: createdAtMs }), {
      atDepthOf: ids[0] ?? assert.fail(),
    });
    assert.deepEqual(bodiesOf(await walk(client, roomId)), ["three", "two", "late", "one"]);
    const rest = await client.room(roomId, `messages?dir=b&limit=9&from=${encodeURIComponent(end ?? "")}`);
    assert.deepEqual(bodiesOf([rest]), ["two", "late", "one"]);
  });

  test("forgets purged events without a trace: history ends earlier, and they are unknown", async (context) => {
    const room = testRoom();
    const ids = ["one", "two", "three", "four"].map((body) => room.add(textFrom(ada, body)));
    const client = await openSample(context, { rooms: [room.toRoom()] });
    client.server.purge(roomId, { before: ids[1] ?? assert.fail() });
    assert.deepEqual(bodiesOf(await walk(client, roomId)), ["four", "three", "two"]);
    assert.equal((await client.room(roomId, `event/${encodeURIComponent(ids[0] ?? "")}`)).status, 404);
    client.server.purge(roomId, { events: [ids[2] ?? assert.fail()] });
    assert.deepEqual(bodiesOf(await walk(client, roomId)), ["four", "two"]);
    assert.deepEqual((await client.room(roomId, "state/m.room.name")).json, { name: "Test" });
  });

  test("empties the events of an erased person without a redaction", async (context) => {
    const room = testRoom();
    room.add(memberFrom(ben, "Ben"));
    const id = room.add(textFrom(ben, "my words"));
    room.add(textFrom(ada, "my own words"));
    const client = await openSample(context, { rooms: [room.toRoom()] });
    client.server.erase(ben);
    const { json, text } = await client.room(roomId, `event/${encodeURIComponent(id)}`);
    assert.deepEqual(json.content, {});
    assert.ok(!text.includes("redacted_because"));
    assert.deepEqual(bodiesOf(await walk(client, roomId)), ["my own words"]);
    assert.deepEqual((await client.room(roomId, `state/m.room.member/${encodeURIComponent(ben)}`)).json, {
      membership: "leave",
    });
  });

  test("can close in the middle of a walk, and open again", async (context) => {
    const client = await openSample(context, { rooms: [testRoom().toRoom()] });
    const { server } = client;
    server.faults = { onRequest: ({ nth }) => void (nth === 2 && server.send(roomId, visibilityFrom(ada, "shared"))) };
    const statuses: number[] = [];
    for (let nth = 1; nth <= 2; nth += 1) statuses.push((await client.room(roomId, "messages?dir=b")).status);
    assert.deepEqual(statuses, [200, 403]);
    server.faults = {};
    server.send(roomId, visibilityFrom(ada, "world_readable"));
    assert.equal((await client.room(roomId, "messages?dir=b")).status, 200);
  });

  test("is gone when it is deleted", async (context) => {
    const client = await openSample(context, { rooms: [testRoom().toRoom()] });
    client.server.deleteRoom(roomId);
    assert.equal((await client.room(roomId, "messages?dir=b")).status, 403);
    const { status } = await client.get(`/_matrix/client/v1/room_summary/${encodeURIComponent(roomId)}`);
    assert.equal(status, 400);
  });

  test("names the room that a test got wrong", async (context) => {
    const { server } = await openSample(context, { rooms: [] });
    assert.throws(() => server.send("!nowhere:x", textFrom(ada, "x")), /has no room !nowhere:x/);
  });
});
