import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { editFrom, replyFrom, textFrom, visibilityFrom } from "#sample/new-event.ts";
import { openSample } from "./sample-client.ts";
import { ada, createdAtMs, roomId, testRoom } from "./sample-rooms.ts";

describe("the sample homeserver's door", () => {
  test("opens for the reader's token alone", async (context) => {
    const { get, server } = await openSample(context, { rooms: [] });
    const whoami = "/_matrix/client/v3/account/whoami";
    assert.deepEqual((await get(whoami)).json, { user_id: server.readerId, is_guest: false, device_id: "READER" });
    const without = await get(whoami, { token: undefined });
    assert.deepEqual([without.status, without.json.errcode], [401, "M_MISSING_TOKEN"]);
    const wrong = await get(whoami, { token: "wrong" });
    assert.deepEqual([wrong.status, wrong.json.errcode], [401, "M_UNKNOWN_TOKEN"]);
  });

  test("asks for no token where Synapse asks for none", async (context) => {
    const { get, server } = await openSample(context, {
      rooms: [testRoom({ alias: "#test:tidewater.example" }).toRoom()],
    });
    const open = async (path: string): Promise<unknown> => {
      const answer = await get(path, { token: undefined });
      assert.equal(answer.status, 200, path);
      return answer.json;
    };
    const alias = encodeURIComponent("#test:tidewater.example");
    assert.deepEqual(await open("/.well-known/matrix/client"), { "m.homeserver": { base_url: server.url } });
    assert.deepEqual(await open(`/_matrix/client/v3/directory/room/${alias}`), {
      room_id: roomId,
      servers: ["tidewater.example"],
    });
    const summary = await open(`/_matrix/client/v1/room_summary/${alias}`);
    assert.deepEqual(await open(`/_matrix/client/unstable/im.nheko.summary/rooms/${alias}/summary`), summary);
    assert.deepEqual(summary, {
      room_id: roomId,
      name: "Test",
      canonical_alias: "#test:tidewater.example",
      num_joined_members: 1,
      join_rule: "public",
      world_readable: true,
      guest_can_join: false,
      room_version: "11",
    });
  });

  test("knows nothing that would change a room", async (context) => {
    const { server } = await openSample(context, { rooms: [testRoom().toRoom()] });
    const path = `/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/messages`;
    const answer = await fetch(server.url + path, {
      method: "POST",
      headers: { authorization: `Bearer ${server.token}` },
    });
    assert.equal(answer.status, 405);
  });
});

describe("one event's surroundings", () => {
  test("have tokens on both sides: the event lies before `end` and after `start`", async (context) => {
    const room = testRoom();
    const ids = ["one", "two", "three"].map((body) => room.add(textFrom(ada, body)));
    const client = await openSample(context, { rooms: [room.toRoom()] });
    const { json } = await client.room(roomId, `context/${encodeURIComponent(ids[1] ?? "")}?limit=0`);
    const next = async (dir: string, from: string): Promise<string | undefined> => {
      const page = await client.room(roomId, `messages?dir=${dir}&limit=1&from=${encodeURIComponent(from)}`);
      return page.json.chunk[0]?.content.body;
    };
    assert.deepEqual([json.events_before, json.events_after, json.event.content.body], [[], [], "two"]);
    assert.equal(await next("b", json.end ?? ""), "two");
    assert.equal(await next("f", json.start), "two");
    assert.equal(await next("f", json.end ?? ""), "three");
  });

  test("tell the visibility in force after the event", async (context) => {
    const room = testRoom();
    const before = room.add(textFrom(ada, "open"));
    const change = room.add(visibilityFrom(ada, "shared"));
    room.add(visibilityFrom(ada, "world_readable"));
    const { room: ask } = await openSample(context, { rooms: [room.toRoom()] });
    const filter = encodeURIComponent(JSON.stringify({ types: ["m.room.history_visibility"] }));
    const visibilityAfter = async (id: string): Promise<readonly unknown[]> => {
      const { json } = await ask(roomId, `context/${encodeURIComponent(id)}?limit=0&filter=${filter}`);
      return json.state.map((event) => event.content.history_visibility);
    };
    assert.deepEqual(await visibilityAfter(before), ["world_readable"]);
    assert.deepEqual(await visibilityAfter(change), ["shared"]);
  });

  test("are listed among its relations when they are public, newest first", async (context) => {
    const room = testRoom();
    const target = room.add(textFrom(ada, "first"));
    const edits = ["second", "third", "fourth"].map((body) => room.add(editFrom(ada, body, target)));
    room.add(replyFrom(ada, "a reply is no relation of a type", target));
    const { room: ask } = await openSample(context, { rooms: [room.toRoom()] });
    const { json } = await ask(roomId, `relations/${encodeURIComponent(target)}/m.replace?limit=2`);
    assert.deepEqual(
      json.chunk.map((event) => event.event_id),
      [edits[2], edits[1]],
    );
    const rest = await ask(roomId, `relations/${encodeURIComponent(target)}/m.replace?limit=2&from=${json.next_batch}`);
    assert.deepEqual([rest.json.chunk[0]?.event_id, rest.json.next_batch], [edits[0], undefined]);
    const everything = await ask(roomId, `relations/${encodeURIComponent(target)}?limit=9`);
    assert.equal(everything.json.chunk.length, 3);
  });
});

describe("jump-to-date", () => {
  test("names the nearest event, inclusive both ways, and nothing past the ends", async (context) => {
    const room = testRoom();
    const [early, late] = [1, 5].map((hour) =>
      room.add(textFrom(ada, "x", { originServerTs: createdAtMs + hour * 3_600_000 })),
    );
    const client = await openSample(context, { rooms: [room.toRoom()] });
    const at = async (hour: number, dir: string): Promise<string> => {
      const { json } = await client.room(roomId, `timestamp_to_event?ts=${createdAtMs + hour * 3_600_000}&dir=${dir}`);
      return json.event_id ?? json.errcode;
    };
    assert.equal(await at(1, "f"), early);
    assert.equal(await at(1, "b"), early);
    assert.equal(await at(2, "f"), late);
    assert.equal(await at(6, "b"), late);
    assert.equal(await at(6, "f"), "M_NOT_FOUND");
    assert.equal(await at(-1, "b"), "M_NOT_FOUND");
  });

  test("answers under its unstable name too", async (context) => {
    const { get, room } = await openSample(context, { rooms: [testRoom().toRoom()] });
    const query = `timestamp_to_event?ts=${createdAtMs}&dir=f`;
    const unstable = `/_matrix/client/unstable/org.matrix.msc3030/rooms/${encodeURIComponent(roomId)}/${query}`;
    assert.deepEqual((await get(unstable)).json, (await room(roomId, query)).json);
  });
});

describe("state and spaces", () => {
  test("state is given by type and key, an empty key written or not", async (context) => {
    const { room } = await openSample(context, { rooms: [testRoom().toRoom()] });
    assert.deepEqual((await room(roomId, "state/m.room.name")).json, { name: "Test" });
    assert.deepEqual((await room(roomId, "state/m.room.name/")).json, { name: "Test" });
    assert.equal((await room(roomId, "state/m.room.topic/")).status, 404);
    const all = JSON.parse((await room(roomId, "state")).text) as readonly { readonly type: string }[];
    assert.deepEqual(new Set(all.map(({ type }) => type)).size, 6);
  });

  test("a space names its children, and shows those that anyone may know of", async (context) => {
    const { room } = await openSample(context);
    const { json } = await room("!kVqTideWaterSpace:tidewater.example", "hierarchy");
    const names = json.rooms.map(({ name }) => name);
    assert.deepEqual(names, ["Tidewater", "Tidewater lobby", "Workshop bench", "Almanac", "Gatherings"]);
    assert.equal(json.rooms[0]?.children_state.length, 4);
    assert.equal(json.rooms[0]?.room_type, "m.space");
  });

  test("a long hierarchy comes in pages", async (context) => {
    const { room } = await openSample(context);
    const space = "!kVqTideWaterSpace:tidewater.example";
    const first = await room(space, "hierarchy?limit=2");
    const second = await room(space, `hierarchy?limit=3&from=${first.json.next_batch}`);
    assert.deepEqual([first.json.rooms.length, second.json.rooms.length, second.json.next_batch], [2, 3, undefined]);
  });
});
