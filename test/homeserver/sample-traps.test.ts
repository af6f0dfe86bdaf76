import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { TestContext } from "node:test";
import {
  editFrom,
  memberFrom,
  redactionFrom,
  stateFrom,
  textFrom,
  threadReplyFrom,
  visibilityFrom,
} from "#sample/new-event.ts";
import { openSample } from "./sample-client.ts";
import type { SampleClient, WireEvent } from "./sample-client.ts";
import { ada, ben, roomId, testRoom } from "./sample-rooms.ts";

// Each trap is a leak that Synapse has. These tests prove that the sample homeserver has it too: what a crawler keeps out of its
// store must have been there to be kept out.

type Trapped = {
  readonly client: SampleClient;
  readonly edited: string;
  readonly redacted: string;
  readonly closed: string;
};

/** A room that was open, closed while the words beginning with "canary" were said, and is open again. */
async function trappedRoom(context: TestContext): Promise<Trapped> {
  const room = testRoom();
  room.add(stateFrom(ada, "m.room.topic", { topic: "harmless" }));
  const edited = room.add(textFrom(ada, "what I said in public"));
  const redacted = room.add(textFrom(ada, "to be redacted"));
  room.add(visibilityFrom(ada, "shared"));
  room.add(memberFrom(ben, "canary-name"));
  room.add(editFrom(ada, "canary-edit", edited));
  room.add(threadReplyFrom(ben, "canary-thread", edited));
  room.add(redactionFrom(ada, redacted, { reason: "canary-reason" }));
  const closed = room.add(textFrom(ada, "canary-message"));
  room.add(stateFrom(ada, "m.room.topic", { topic: "canary-topic" }));
  room.add(visibilityFrom(ada, "world_readable"));
  room.add(textFrom(ben, "hello"));
  room.add(stateFrom(ada, "m.room.topic", { topic: "harmless again" }));
  return { client: await openSample(context, { rooms: [room.toRoom()] }), edited, redacted, closed };
}

const chunkOf = async ({ client }: Trapped): Promise<readonly WireEvent[]> => {
  const { json } = await client.room(roomId, "messages?dir=b&limit=100");
  return json.chunk;
};

describe("the leak traps of a homeserver", () => {
  test("T1: an edit and a thread reply of a closed time come bundled with the open message", async (context) => {
    const trapped = await trappedRoom(context);
    const event = (await chunkOf(trapped)).find(({ event_id: id }) => id === trapped.edited);
    const bundled = event?.unsigned["m.relations"];
    assert.equal(bundled?.["m.replace"].content["m.new_content"]?.body, "canary-edit");
    assert.equal(bundled?.["m.thread"].latest_event?.content.body, "canary-thread");
    assert.equal(event?.content.body, "what I said in public");
    const relations = await trapped.client.room(roomId, `relations/${encodeURIComponent(trapped.edited)}`);
    assert.deepEqual(relations.json.chunk, []);
  });

  test("T3: jump-to-date names an event that may not be read", async (context) => {
    const { client, closed } = await trappedRoom(context);
    const hidden = client.server.rooms[0]?.events;
    const time = hidden?.at(hidden.indexOf(closed) ?? 0).originServerTs;
    const { json } = await client.room(roomId, `timestamp_to_event?ts=${time}&dir=f`);
    assert.equal(json.event_id, closed);
    assert.equal((await client.room(roomId, `event/${encodeURIComponent(closed)}`)).status, 404);
  });

  test("T4: state beside a page and state in force come from closed times too", async (context) => {
    const { client } = await trappedRoom(context);
    const filter = encodeURIComponent(JSON.stringify({ lazy_load_members: true }));
    const { json } = await client.room(roomId, `messages?dir=b&limit=100&filter=${filter}`);
    assert.ok(json.state.some((event) => event.content.displayname === "canary-name"));
    assert.ok((await client.room(roomId, "state")).text.includes("canary-name"));
    assert.ok((await client.room(roomId, "members")).text.includes("canary-name"));
  });

  test("T5: a redaction of a closed time shows with its reason on what it redacted, and nowhere else", async (context) => {
    const trapped = await trappedRoom(context);
    const chunk = await chunkOf(trapped);
    const event = chunk.find(({ event_id: id }) => id === trapped.redacted);
    assert.deepEqual(event?.content, {});
    assert.equal(event?.unsigned.redacted_because.content.reason, "canary-reason");
    assert.ok(chunk.every(({ type }) => type !== "m.room.redaction"));
  });

  test("T7: a public topic carries the closed one before it", async (context) => {
    const event = (await chunkOf(await trappedRoom(context))).find(({ type }) => type === "m.room.topic");
    assert.equal(event?.unsigned.prev_content.topic, "canary-topic");
    assert.equal(event?.prev_content.topic, "canary-topic");
  });

  test("no event of a closed time is ever an item of its own", async (context) => {
    const own = (await chunkOf(await trappedRoom(context))).map((event) => JSON.stringify(event.content));
    assert.equal(own.length, 9);
    assert.ok(own.every((content) => !content.includes("canary")));
  });

  test("an event's age changes from one answer to the next, so it must not be compared", async (context) => {
    const trapped = await trappedRoom(context);
    const [first] = await chunkOf(trapped);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const [second] = await chunkOf(trapped);
    assert.ok(first !== undefined && second !== undefined && second.unsigned.age > first.unsigned.age);
    assert.deepEqual({ ...second, age: 0, unsigned: 0 }, { ...first, age: 0, unsigned: 0 });
  });
});
