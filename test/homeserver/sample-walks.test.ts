import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { textFrom, visibilityFrom } from "#sample/new-event.ts";
import type { SampleRoom } from "#sample/sample-room.ts";
import { bodiesOf, openSample, walk } from "./sample-client.ts";
import type { Answer } from "./sample-client.ts";
import { ada, roomId, testRoom } from "./sample-rooms.ts";

describe("a walk over /messages", () => {
  const busy = (count: number): SampleRoom => {
    const room = testRoom();
    for (let nth = 1; nth <= count; nth += 1) room.add(textFrom(ada, `message ${nth}`));
    return room.toRoom();
  };

  test("backward brings each visible event once, newest first, and ends with an empty page without end", async (context) => {
    const client = await openSample(context, { rooms: [busy(25)] });
    const pages = await walk(client, roomId, { limit: 10 });
    assert.deepEqual(
      bodiesOf(pages),
      Array.from({ length: 25 }, (_, index) => `message ${25 - index}`),
    );
    assert.deepEqual([pages.at(-1)?.json.chunk, pages.at(-1)?.json.end], [[], undefined]);
    assert.ok(pages.slice(0, -1).every((page) => page.json.end !== undefined));
  });

  test("forward brings the same events the other way round", async (context) => {
    const client = await openSample(context, { rooms: [busy(25)] });
    const ids = (pages: readonly Answer[]): string[] =>
      pages.flatMap((page) => page.json.chunk.map((event) => event.event_id));
    const forward = ids(await walk(client, roomId, { dir: "f", limit: 7 }));
    assert.deepEqual(forward.toReversed(), ids(await walk(client, roomId, { limit: 1_000 })));
  });

  test("hides a new room's first events: the first visible one opened it", async (context) => {
    const client = await openSample(context, { rooms: [busy(1)] });
    const pages = await walk(client, roomId);
    const types = pages.flatMap((page) => page.json.chunk.map((event) => event.type));
    assert.deepEqual(types, ["m.room.message", "m.room.name", "m.room.history_visibility"]);
  });

  test("follows the order in which events came, whatever their times say", async (context) => {
    const room = testRoom();
    for (const [body, time] of [
      ["first", 5e11],
      ["second", 9e15],
      ["third", -1],
    ] as const) {
      room.add(textFrom(ada, body, { originServerTs: time }));
    }
    const client = await openSample(context, { rooms: [room.toRoom()] });
    assert.deepEqual(bodiesOf(await walk(client, roomId)), ["third", "second", "first"]);
  });

  test("leads on through a page whose events are all hidden", async (context) => {
    const room = testRoom();
    room.add(textFrom(ada, "old and open"));
    room.add(visibilityFrom(ada, "shared"));
    for (let nth = 0; nth < 20; nth += 1) room.add(textFrom(ada, "hidden"));
    room.add(visibilityFrom(ada, "world_readable"));
    const client = await openSample(context, { rooms: [room.toRoom()] });
    const pages = await walk(client, roomId, { limit: 5 });
    assert.deepEqual(bodiesOf(pages), ["old and open"]);
    assert.ok(pages.some((page) => page.json.chunk.length === 0 && page.json.end !== undefined));
  });

  test("gives ten events unless asked, and a thousand at most", async (context) => {
    const { room } = await openSample(context, { rooms: [busy(1_100)] });
    assert.equal((await room(roomId, "messages?dir=b")).json.chunk.length, 10);
    assert.equal((await room(roomId, "messages?dir=b&limit=5000")).json.chunk.length, 1_000);
  });

  test("with a limit of nothing never moves", async (context) => {
    const { room } = await openSample(context, { rooms: [busy(3)] });
    const { json } = await room(roomId, "messages?dir=b&limit=0");
    assert.deepEqual([json.chunk, json.end], [[], json.start]);
  });

  test("stops at `to`, after one more empty page", async (context) => {
    const { room } = await openSample(context, { rooms: [busy(9)] });
    const first = await room(roomId, "messages?dir=b&limit=4");
    const to = encodeURIComponent((await room(roomId, "messages?dir=b&limit=6")).json.end ?? "");
    const bounded = await room(
      roomId,
      `messages?dir=b&limit=10&from=${encodeURIComponent(first.json.end ?? "")}&to=${to}`,
    );
    assert.deepEqual(bodiesOf([bounded]), ["message 5", "message 4"]);
    const last = await room(
      roomId,
      `messages?dir=b&limit=10&from=${encodeURIComponent(bounded.json.end ?? "")}&to=${to}`,
    );
    assert.deepEqual([last.json.chunk, last.json.end], [[], undefined]);
  });

  test("refuses a token that it never gave", async (context) => {
    const { room } = await openSample(context, { rooms: [busy(1)] });
    const { status, json } = await room(roomId, "messages?dir=b&from=nonsense");
    assert.deepEqual([status, json.errcode], [400, "M_UNKNOWN"]);
  });

  test("obeys the filter's types and senders", async (context) => {
    const { room } = await openSample(context, { rooms: [busy(3)] });
    const typesOf = async (filter: object): Promise<readonly string[]> => {
      const { json } = await room(
        roomId,
        `messages?dir=b&limit=50&filter=${encodeURIComponent(JSON.stringify(filter))}`,
      );
      return [...new Set(json.chunk.map((event) => event.type))];
    };
    assert.deepEqual(await typesOf({ types: ["m.room.mess*"] }), ["m.room.message"]);
    assert.deepEqual(await typesOf({ not_types: ["m.room.message"] }), ["m.room.name", "m.room.history_visibility"]);
    assert.deepEqual(await typesOf({ not_senders: [ada] }), []);
  });
});
