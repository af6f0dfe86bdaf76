import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { memberFrom, stateFrom, textFrom, visibilityFrom } from "#sample/new-event.ts";
import { bodiesOf, openSample, walk } from "./sample-client.ts";
import { ada, roomId, testRoom } from "./sample-rooms.ts";

describe("history visibility for a reader who never joined", () => {
  test("is judged event by event, never in retrospect", async (context) => {
    const room = testRoom({ visibility: undefined });
    const open = { history_visibility: "world_readable" };
    const changes = [open, { history_visibility: "shared" }, open, { history_visibility: "bogus" }, open, {}, open];
    const closed: string[] = [room.add(textFrom(ada, "hidden: nothing said yet"))];
    const sides: string[] = [];
    for (const [index, content] of changes.entries()) {
      sides.push(room.add(stateFrom(ada, "m.room.history_visibility", content)));
      const isOpen = content === open;
      const id = room.add(textFrom(ada, isOpen ? `shown ${index}` : `hidden ${index}`));
      if (!isOpen) closed.push(id);
    }
    const client = await openSample(context, { rooms: [room.toRoom()] });
    const pages = await walk(client, roomId);
    assert.deepEqual(bodiesOf(pages), ["shown 6", "shown 4", "shown 2", "shown 0"]);
    const shownIds = pages.flatMap((page) => page.json.chunk.map((event) => event.event_id));
    assert.ok(
      sides.every((id) => shownIds.includes(id)),
      "each change has one open side",
    );
    for (const id of closed) {
      assert.equal((await client.room(roomId, `event/${encodeURIComponent(id)}`)).status, 404);
      assert.equal((await client.room(roomId, `context/${encodeURIComponent(id)}`)).status, 403);
    }
  });

  test("a closed room answers 403, but what was open once can still be read one by one", async (context) => {
    const room = testRoom();
    const shown = encodeURIComponent(room.add(textFrom(ada, "open")));
    room.add(visibilityFrom(ada, "shared"));
    const hidden = encodeURIComponent(room.add(textFrom(ada, "closed")));
    const { room: ask } = await openSample(context, { rooms: [room.toRoom()] });
    for (const path of ["messages?dir=b", "state", "members", "timestamp_to_event?ts=0&dir=f", `relations/${shown}`]) {
      const { status, json } = await ask(roomId, path);
      assert.deepEqual([status, json.errcode], [403, "M_FORBIDDEN"], path);
    }
    assert.equal((await ask(roomId, `event/${shown}`)).status, 200);
    assert.equal((await ask(roomId, `context/${shown}?limit=0`)).status, 200);
    assert.equal((await ask(roomId, `event/${hidden}`)).status, 404);
    assert.equal((await ask(roomId, `context/${hidden}?limit=0`)).status, 403);
  });

  test("a room nobody knows is as closed as a private one", async (context) => {
    const { room } = await openSample(context, { rooms: [] });
    assert.equal((await room("!nowhere:tidewater.example", "messages?dir=b")).status, 403);
  });

  test("an account that left still gets its old view (trap T6), and events say so", async (context) => {
    const room = testRoom({ visibility: "shared" });
    const client = await openSample(context, { rooms: [room.toRoom()] });
    const { readerId } = client.server;
    assert.equal((await client.room(roomId, "messages?dir=b")).status, 403);
    client.server.send(roomId, memberFrom(readerId, "Reader"));
    client.server.send(roomId, textFrom(ada, "for members"));
    const joined = await client.room(roomId, "messages?dir=b&limit=1");
    assert.equal(joined.json.chunk[0]?.unsigned.membership, "join");
    client.server.send(roomId, stateFrom(readerId, "m.room.member", { membership: "leave" }, { stateKey: readerId }));
    client.server.send(roomId, textFrom(ada, "after the reader left"));
    assert.deepEqual(bodiesOf(await walk(client, roomId)), ["for members"]);
  });
});
