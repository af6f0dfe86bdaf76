import assert from "node:assert/strict";
import { test } from "node:test";
import type { StateItem } from "#timeline/timeline.ts";
import { eventId, roomId } from "#test/support/ids.ts";
import { day, general, noActivity, site } from "#test/support/site.ts";
import { toRoomAboutPage } from "#view/about-room-page.ts";
import type { Opening, RoomInfo, RoomRecord } from "#view/inputs.ts";
import type { Inline } from "#view/models.ts";
import { toRoomPage } from "#view/room-page.ts";
import { roomsOnPage } from "#view/rooms-on-page.ts";
import { wordsFor } from "#view/strings/words.ts";
import { upgradeLine, upgradesOfPage } from "#view/upgrade-line.ts";

const [oldest, older, newest] = [roomId("!oldest:example.org"), roomId("!older:example.org"), roomId("!newest")];
const series: RoomInfo = {
  ...general,
  roomId: newest,
  via: ["new.example"],
  earlierRooms: [
    { roomId: oldest, via: ["old.example"] },
    { roomId: older, via: ["old.example", "new.example"] },
  ],
};
const apart: RoomInfo = {
  ...general,
  upgradedFrom: { roomId: older, slug: "before", title: "Before <b>" },
  upgradedTo: { roomId: newest, slug: "after", title: "After" },
};

const coverage = { complete: true, knownFrom: undefined, holes: [] };
const words = wordsFor("en");

function told(sentences: readonly (readonly Inline[])[] | undefined): readonly string[] | undefined {
  return sentences?.map((parts) =>
    parts.map((one) => (typeof one === "string" ? one : `[${one.label}](${one.href})`)).join(""),
  );
}

function lineOf(content: StateItem["content"], room: RoomInfo) {
  return upgradeLine(content, "Ann", upgradesOfPage(site.url, room), words);
}

test("a room's page tells when it was upgraded, and a room that never was tells nothing", () => {
  const input = { activity: noActivity, latestDays: [], coverage };
  const upgrades = { upgrades: [{ on: day("2024-03-05") }, { on: undefined }], drawnFrom: [eventId("$tombstone")] };
  const page = toRoomPage(site, series, { ...input, upgrades });
  assert.deepEqual(told(page.upgrades), [
    "The room was upgraded on 5 March 2024; what was said before and after is here.",
    "The room was upgraded; what was said before and after is here.",
  ]);
  assert.ok(page.drawnFrom.includes(eventId("$tombstone")));
  assert.equal(toRoomPage(site, general, input).upgrades, undefined);
});

test("rooms of an upgrade that have pages of their own lead to each other", () => {
  const page = toRoomPage(site, apart, { activity: noActivity, latestDays: [], coverage });
  assert.deepEqual(told(page.upgrades), [
    "This room is the upgrade of [Before <b>](/archive/before/).",
    "This room was upgraded. It goes on in [After](/archive/after/).",
  ]);
});

test("the line of an upgrade leads to the other room where that has a page, and names none that has not", () => {
  const after = { href: "/archive/after/", label: "After" };
  assert.deepEqual(lineOf({ kind: "room-upgraded", to: newest }, apart), {
    text: "Ann upgraded the room: it goes on in",
    link: after,
  });
  assert.deepEqual(lineOf({ kind: "room-created", from: older }, apart)?.link?.label, "Before <b>");
  assert.deepEqual(lineOf({ kind: "room-upgraded", to: older }, series), {
    text: "Ann upgraded the room: what follows was said in the new one",
  });
  for (const room of [general, series, apart]) {
    assert.equal(lineOf({ kind: "room-upgraded", to: roomId("!elsewhere") }, room), undefined);
    assert.equal(lineOf({ kind: "room-upgraded" }, room), undefined);
    assert.equal(lineOf({ kind: "room-created", from: roomId("!elsewhere") }, room), undefined);
  }
  assert.equal(lineOf({ kind: "room-upgraded", to: oldest }, series), undefined, "a tombstone that leads back");
});

test("links to messages name the room in which they were said; on a page of several each message names its own", () => {
  const item = (id: string): StateItem => ({
    kind: "state",
    eventId: eventId(id),
    shortId: "aaaaaaaaaaaaaaaa" as StateItem["shortId"],
    part: 1,
    originServerTs: 0,
    timestampTrusted: true,
    sender: { userId: "@ann:example.org" as StateItem["sender"]["userId"], displayName: undefined },
    content: { kind: "room-avatar" },
    drawnFrom: [],
  });
  const earlierRoomOf = (id: string) => (id === "$old" ? older : undefined);
  const [old, young] = [item("$old"), item("$new")];
  assert.deepEqual(roomsOnPage(series, [old], earlierRoomOf).place, {
    roomId: older,
    via: ["old.example", "new.example"],
  });
  assert.deepEqual(roomsOnPage(series, [young], earlierRoomOf).place, { roomId: newest, via: ["new.example"] });
  const both = roomsOnPage(series, [old, young], earlierRoomOf);
  assert.deepEqual(both.place, { roomId: "{room}", via: ["old.example", "new.example"] });
  assert.deepEqual([both.roomOf?.(old.eventId), both.roomOf?.(young.eventId)], [older, newest]);
});

test("a room's About tells who opened each of its rooms, and links the event in that room", () => {
  const grant = (changes: Partial<Opening>): Opening => ({
    eventId: eventId("$opened"),
    openedBy: "Ann",
    openedMs: Date.parse("2021-05-03T10:00:00Z"),
    closedMs: undefined,
    ...changes,
  });
  const record: RoomRecord = {
    grant: grant({}),
    earlier: [],
    upgrades: [
      { grant: grant({ eventId: eventId("$first"), openedBy: "Bo", roomId: oldest }), on: day("2023-02-01") },
      { grant: grant({ openedBy: undefined, openedMs: undefined, roomId: older }), on: undefined },
    ],
    leftOut: { since: undefined, offRecord: undefined, followsBanLists: false, members: "hide" },
    drawnFrom: [],
    joinRule: "public",
    archivedSince: day("2024-01-01"),
    delayMs: 0,
    decision: undefined,
    bridges: [],
  };
  const section = (from: RoomRecord) =>
    toRoomAboutPage(site, series, from).sections.find(({ title }) => title === words.text.aboutUpgrades);
  assert.deepEqual(told(section(record)?.items), [
    "Until the upgrade on 1 February 2023: opened to everyone by Bo on 3 May 2021 ([the event that did it](https://matrix.to/#/!oldest:example.org/$first?via=old.example)).",
    "Until an upgrade: opened to everyone by a room administrator on a date not recorded (the event that did it).",
  ]);
  assert.equal(section({ ...record, upgrades: [] }), undefined);
});
