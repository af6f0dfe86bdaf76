import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { JsonObject } from "#lib/json.ts";
import { judgeIndexing } from "#publication/judge-indexing.ts";
import { roomWishes } from "#publication/room-wishes.ts";
import { stateEvent } from "#test/support/state-event.ts";

const siteUrl = "https://chat.example.org/archive/";
const controlTypes = ["m.room.archive_controls", "org.matrix.msc4021.room.archive_controls"];
const robotsTypes = ["m.room.robots", "org.matrix.msc2291.room.robots"];

/** "archive", "index", both or neither: what a room that says this may be. */
function allowed(...state: readonly (readonly [type: string, content: JsonObject])[]): string {
  const wishes = roomWishes(
    state.map(([type, content]) => stateEvent(type, content)),
    siteUrl,
  );
  return [!wishes.refusesArchives && "archive", !wishes.refusesIndexing && "index"].filter(Boolean).join(" ");
}

test("silence leaves everything to the configuration", () => {
  assert.equal(allowed(), "archive index");
  assert.equal(allowed(["m.room.name", { name: "archive: false" }]), "archive index");
  for (const type of [...controlTypes, ...robotsTypes]) assert.equal(allowed([type, {}]), "archive index");
});

describe("archive controls (MSC4021)", () => {
  const cases: readonly (readonly [JsonObject, string])[] = [
    [{ archive: true }, "archive index"],
    [{ archive: false }, "index"],
    [{ archive: "false" }, "index"],
    [{ archive: null }, "index"],
    [{ archive: { allow: true } }, "index"],
    [{ robots: [] }, "archive index"],
    [{ robots: ["all"] }, "archive index"],
    [{ robots: ["noindex"] }, "archive"],
    [{ robots: ["index", "noindex"] }, "archive"],
    [{ robots: ["a-rule-of-next-year"] }, "archive"],
    [{ robots: "noindex" }, "archive"],
    [{ robots: [7] }, "archive"],
    [{ archive: false, robots: ["noindex"] }, ""],
    [{ via: "archive.example.net" }, "archive index"],
  ];
  for (const type of controlTypes) {
    for (const [content, expected] of cases)
      test(`${type} ${JSON.stringify(content)} leaves "${expected}"`, () =>
        assert.equal(allowed([type, content]), expected));
  }
});

describe("robots (MSC2291)", () => {
  const cases: readonly (readonly [JsonObject, string])[] = [
    [{ daybook: { allow: true } }, "archive index"],
    [{ daybook: { allow: false } }, "index"],
    [{ daybook: { allow: null } }, "index"],
    [{ "*": { messages: false } }, "index"],
    [{ "*": { log: false } }, "index"],
    [{ "*": { members: false } }, "archive index"],
    [{ "*": { follow: false } }, "archive"],
    [{ daybook: { index: "later" } }, "archive"],
    [{ "*": "no" }, ""],
    [{ daybook: ["no"] }, ""],
    [{ other: { allow: false } }, "archive index"],
    [{ "org.example.chat.daybook": { allow: false } }, "index"],
    [{ "org.example": { allow: false } }, "index"],
    [{ "org.exam": { allow: false } }, "archive index"],
    [{ "*": { allow: false }, daybook: { allow: true } }, "archive index"],
    [{ "*": { allow: false }, daybook: { follow: true } }, "index"],
    [{ daybook: { allow: true }, "org.example.chat": { allow: false } }, "index"],
    [{ "org.example": { allow: false }, "org.example.chat": { allow: true } }, "archive index"],
    [JSON.parse('{"__proto__": {"allow": false}}') as JsonObject, "archive index"],
  ];
  for (const type of robotsTypes) {
    for (const [content, expected] of cases)
      test(`${type} ${JSON.stringify(content)} leaves "${expected}"`, () =>
        assert.equal(allowed([type, content]), expected));
  }
});

test("of events that contradict each other, each no counts", () => {
  const [stable = "", unstable = ""] = controlTypes;
  assert.equal(allowed([stable, { archive: true }], [unstable, { archive: false }]), "index");
  assert.equal(allowed([unstable, { archive: true }], ["m.room.robots", { "*": { allow: false } }]), "index");
  assert.equal(allowed([stable, { robots: ["all"] }], ["m.room.robots", { "*": { follow: false } }]), "archive");
});

test("search engines may list a room only where its operator says so and the room does not object", () => {
  const answers = [true, false].map((configured) =>
    [false, true, undefined].map((refusedByRoom) => judgeIndexing({ configured, refusedByRoom })),
  );
  assert.deepEqual(answers, [
    [true, false, false],
    [false, false, false],
  ]);
});
