import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { parseRoomId } from "#matrix/ids.ts";
import { parseRoomEvent } from "#matrix/parse-room-event.ts";
import type { RoomEvent } from "#matrix/room-event.ts";

const wire = {
  event_id: "$one",
  room_id: "!tea:hs.test",
  type: "m.room.message",
  sender: "@ada:hs.test",
  origin_server_ts: 1_709_629_200_000,
  content: { msgtype: "m.text", body: "first" },
};

function eventOf(json: unknown): RoomEvent {
  const parsed = parseRoomEvent(json, parseRoomId("!tea:hs.test"));
  assert.ok(parsed.kind === "event", JSON.stringify(parsed));
  return parsed.event;
}

function problemOf(json: unknown): string {
  const parsed = parseRoomEvent(json, parseRoomId("!tea:hs.test"));
  assert.ok(parsed.kind === "malformed", JSON.stringify(parsed));
  return parsed.problem;
}

describe("an event in good order", () => {
  test("keeps its eight facts and nothing else", () => {
    const unsigned = { age: 5, prev_content: { body: "leak" }, "m.relations": { "m.replace": { content: "leak" } } };
    assert.deepEqual(eventOf({ ...wire, unsigned, prev_content: { body: "leak" }, user_id: "@x:y", depth: 7 }), {
      eventId: "$one",
      roomId: "!tea:hs.test",
      type: "m.room.message",
      sender: "@ada:hs.test",
      originServerTs: 1_709_629_200_000,
      content: { msgtype: "m.text", body: "first" },
      redacted: false,
    });
  });

  test("takes the room it was asked from where it names none, and may not come from another", () => {
    const { room_id: _, ...roomless } = wire;
    assert.equal(eventOf(roomless).roomId, "!tea:hs.test");
    assert.equal(problemOf({ ...wire, room_id: "!coffee:hs.test" }), "room_id names another room");
  });

  test("keeps an empty state key, which makes it a state event", () => {
    assert.equal(eventOf({ ...wire, type: "m.room.topic", state_key: "", content: {} }).stateKey, "");
    assert.equal("stateKey" in eventOf(wire), false);
  });

  for (const [claimed, kept] of [
    [-1, -1],
    [0, 0],
    [-0, 0],
    [1.5, 1],
    [2 ** 53 - 1, 2 ** 53 - 1],
    [2 ** 60, 0],
    ["1709629200000", 0],
    [null, 0],
    [undefined, 0],
    [Number.POSITIVE_INFINITY, 0],
  ] as const) {
    test(`a time of ${JSON.stringify(claimed)} (${typeof claimed}) is kept as ${kept}`, () => {
      assert.equal(eventOf({ ...wire, origin_server_ts: claimed }).originServerTs, kept);
    });
  }
});

describe("a malformed event is reported, with its id where it has one", () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    ["null", null, "not a JSON object"],
    ["a list", [wire], "not a JSON object"],
    ["text", "event", "not a JSON object"],
    ["no id", { ...wire, event_id: undefined }, "event_id is missing or no event id"],
    ["an id without sigil", { ...wire, event_id: "one" }, "event_id is missing or no event id"],
    ["an id with NUL", { ...wire, event_id: "$a\0b" }, "event_id is missing or no event id"],
    ["a room id of the wrong type", { ...wire, room_id: 7 }, "room_id is missing or no room id"],
    ["no type", { ...wire, type: undefined }, "type is missing, too long or not a string"],
    ["an empty type", { ...wire, type: "" }, "type is missing, too long or not a string"],
    ["a type of 300 letters", { ...wire, type: "x".repeat(300) }, "type is missing, too long or not a string"],
    ["a sender that is a number", { ...wire, sender: 1 }, "sender is missing or no user id"],
    ["a sender with a lone surrogate", { ...wire, sender: "@a\uD800:b" }, "sender is missing or no user id"],
    ["a state key that is a list", { ...wire, state_key: [] }, "state_key is too long or not a string"],
    ["null content", { ...wire, content: null }, "content is missing or not a JSON object"],
    ["content that is a list", { ...wire, content: [] }, "content is missing or not a JSON object"],
    ["content that is text", { ...wire, content: "hi" }, "content is missing or not a JSON object"],
    ["a body of 300 kB", { ...wire, content: { body: "x".repeat(300_000) } }, "content is too large (300011 bytes)"],
  ];
  for (const [name, json, problem] of cases) test(name, () => assert.equal(problemOf(json), problem));

  test("content nested so deep that a recursive reader would run out of stack", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`) as unknown;
    assert.equal(problemOf({ ...wire, content: deep }), "content is nested deeper than 100 levels");
  });

  test("the id is told where there is one", () => {
    assert.deepEqual(parseRoomEvent({ ...wire, content: null }), {
      kind: "malformed",
      eventId: "$one",
      problem: "content is missing or not a JSON object",
    });
  });
});

describe("text is made well-formed", () => {
  test("NUL and lone surrogates are replaced in values and keys at every depth", () => {
    const content = { body: "a\0b\uDC00", "k\0": [{ "\uD800": "c\0" }], number: 1, truth: true };
    assert.deepEqual(eventOf({ ...wire, content }).content, {
      body: "a\u{FFFD}b\u{FFFD}",
      "k\u{FFFD}": [{ "\u{FFFD}": "c\u{FFFD}" }],
      number: 1,
      truth: true,
    });
  });

  test("a state key with NUL is kept, well-formed", () => {
    assert.equal(eventOf({ ...wire, state_key: "a\0" }).stateKey, "a\u{FFFD}");
  });

  test("__proto__ is left out and changes no prototype", () => {
    const json = JSON.parse('{"body":"x","__proto__":{"polluted":true},"in":{"__proto__":1}}') as unknown;
    const { content } = eventOf({ ...wire, content: json });
    assert.deepEqual(Object.keys(content), ["body", "in"]);
    assert.equal(Reflect.get(content, "polluted"), undefined);
    assert.deepEqual(content["in"], {});
  });

  test("a number that JSON cannot carry becomes null", () => {
    assert.deepEqual(eventOf({ ...wire, content: JSON.parse('{"n":1e999}') as unknown }).content, { n: null });
  });
});

describe("redaction", () => {
  test("a redacted event holds nothing of its words, even where the server left them", () => {
    const event = eventOf({ ...wire, unsigned: { redacted_because: { content: { reason: "leak" } } } });
    assert.deepEqual([event.redacted, event.content], [true, {}]);
  });

  test("the mark counts at top level too, and with content that is null", () => {
    assert.equal(eventOf({ ...wire, content: null, redacted_because: {} }).redacted, true);
    assert.equal(eventOf({ ...wire, content: undefined, unsigned: { redacted_by: "$r" } }).redacted, true);
  });

  test("a message emptied without a mark is not called redacted: nobody took it back", () => {
    assert.equal(eventOf({ ...wire, content: {} }).redacted, false);
  });

  test("an empty state event is not redacted: that is how state is taken back", () => {
    const event = eventOf({ ...wire, type: "m.space.child", state_key: "!a:b", content: {} });
    assert.equal(event.redacted, false);
  });

  test("a redacted membership or visibility keeps what is still in force", () => {
    const because = { unsigned: { redacted_because: {} } };
    const member = { ...wire, ...because, type: "m.room.member", state_key: "@ada:hs.test" };
    const content = { membership: "join", displayname: "Ada" };
    assert.deepEqual(eventOf({ ...member, content }).content, { membership: "join" });
    const visibility = { ...wire, ...because, type: "m.room.history_visibility", state_key: "" };
    const open = { history_visibility: "world_readable" };
    assert.deepEqual(eventOf({ ...visibility, content: { ...open, note: "leak" } }).content, open);
  });

  const redaction = { ...wire, type: "m.room.redaction", content: {} };
  for (const [name, json, targets] of [
    ["the top level (room versions 1 to 10)", { ...redaction, redacts: "$t" }, ["$t"]],
    ["the content (11 and later)", { ...redaction, content: { redacts: "$t" } }, ["$t"]],
    ["the content first", { ...redaction, redacts: "$u", content: { redacts: "$t" } }, ["$t"]],
    ["a list (MSC2244)", { ...redaction, content: { redacts: ["$t", "$u", "$t", 5] } }, ["$t", "$u"]],
    ["the top level where the content has nonsense", { ...redaction, redacts: "$t", content: { redacts: 5 } }, ["$t"]],
    ["nowhere", redaction, undefined],
  ] as const) {
    test(`the targets of a redaction are read from ${name}`, () => {
      const event = eventOf(json);
      assert.deepEqual([event.redacts, event.redacted], [targets, false]);
    });
  }

  test("only a redaction has targets", () => assert.equal("redacts" in eventOf({ ...wire, redacts: "$t" }), false));
});

test("whatever JSON stands in an event's place or in its fields, it is an event of well-formed text or malformed", () => {
  const anything = fc.jsonValue({ stringUnit: "binary" });
  const event = fc.record({
    ...wireFields(anything),
    content: fc.oneof(anything, fc.dictionary(fc.string(), anything)),
  });
  fc.assert(
    fc.property(fc.oneof(anything, event), (json) => {
      const parsed = parseRoomEvent(json);
      if (parsed.kind === "malformed") return parsed.problem !== "";
      const { originServerTs } = parsed.event;
      assert.ok(Number.isInteger(originServerTs) && Math.abs(originServerTs) <= 2 ** 53);
      return JSON.stringify(parsed.event, onlyWellFormed) !== undefined;
    }),
    { numRuns: 500 },
  );
});

function onlyWellFormed(key: string, value: unknown): unknown {
  for (const text of [key, value]) assert.ok(typeof text !== "string" || (text.isWellFormed() && !text.includes("\0")));
  return value;
}

/** Each field as it should be, or anything else. */
function wireFields(anything: fc.Arbitrary<unknown>): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(
    Object.entries(wire).map(([key, value]) => [key, fc.oneof({ weight: 8, arbitrary: fc.constant(value) }, anything)]),
  );
}
