import assert from "node:assert/strict";
import { test } from "node:test";
import { foldRoom } from "#test/support/fold-input.ts";
import { bob, RoomBuilder } from "#test/support/room-builder.ts";
import { day, general, site } from "#test/support/site.ts";
import { toDaySummary } from "#view/day-summary.ts";
import { toRoomFeed, toSiteFeed, type FeedDay } from "#view/to-feed.ts";
import { toSearchDay } from "#view/to-search-day.ts";

function searchOf(room: RoomBuilder) {
  return toSearchDay(site, general, day("2024-03-05"), foldRoom(room));
}

test("search finds a message by its present words, in the part it stands in", () => {
  const room = new RoomBuilder();
  room.member({ displayname: "Ann" });
  const one = room.text("helo");
  const fix = room.edit(one, "hello");
  const two = room.text("again").from(bob).inPart(2);
  assert.deepEqual(searchOf(room), {
    slug: "general",
    roomTitle: "General",
    day: "2024-03-05",
    language: "en",
    parts: [
      {
        href: "/archive/general/2024/03/05/",
        title: "General, 5 March 2024",
        messages: [{ id: one.placed.shortId, author: "Ann", time: "2024-03-05T09:01:00Z", text: "hello", has: [] }],
      },
      {
        href: "/archive/general/2024/03/05/2/",
        title: "General, 5 March 2024, part 2",
        messages: [
          { id: two.placed.shortId, author: "@bob:example.org", time: "2024-03-05T09:03:00Z", text: "again", has: [] },
        ],
      },
    ],
    drawnFrom: [one.event.eventId, fix.event.eventId, two.event.eventId],
  });
});

test("search tells what a program said from what people say", () => {
  const room = new RoomBuilder();
  room.text("build 12 failed, says the bot");
  room.message({ msgtype: "m.notice", body: "build 12 failed" });
  const messages = searchOf(room).parts.flatMap((part) => part.messages);
  assert.deepEqual(
    messages.map(({ isNotice }) => isNotice),
    [undefined, true],
  );
});

test("spoilers, quotes, removed messages and changes of the room are not searched", () => {
  const room = new RoomBuilder();
  const one = room.text("open", 'open <span data-mx-spoiler="why">canary1</span> words');
  room.reply(one, "answer");
  room.text("canary2").redacted();
  room.state("m.room.topic", { topic: "canary3" });
  room.message({ msgtype: "m.location", body: "geo:1,2", geo_uri: "geo:1,2" });
  const found = searchOf(room);
  assert.doesNotMatch(JSON.stringify(found), /canary|█|geo:/);
  assert.deepEqual(
    found.parts[0]?.messages.map(({ text }) => text.replaceAll(/\s+/g, " ")),
    ["open (why) words", "answer"],
  );
});

test("search knows what a message holds beside words", () => {
  const room = new RoomBuilder();
  room.text("see https://example.org/");
  room.text("code", "<pre><code>let x;</code></pre>");
  room.image("cat.png");
  room.message({ msgtype: "m.file", body: "a caption", filename: "report.pdf", url: "mxc://example.org/abc" });
  assert.deepEqual(
    searchOf(room).parts[0]?.messages.map(({ has, text }) => [has, text]),
    [
      [["link"], "see https://example.org/"],
      [["code"], "let x;"],
      [["image"], "cat.png"],
      [["file"], "a caption report.pdf"],
    ],
  );
});

test("a message whose new wording waits is not found by either", () => {
  const room = new RoomBuilder();
  const editsWaiting = new Set([room.text("old wording").event.eventId]);
  const timeline = foldRoom(room, undefined, { editsWaiting });
  assert.deepEqual(toSearchDay(site, general, day("2024-03-05"), timeline).parts, []);
});

test("a day without words gives search nothing", () => {
  const room = new RoomBuilder();
  room.event("org.example.foo", {});
  assert.deepEqual(searchOf(room).parts, []);
  assert.deepEqual(searchOf(room).drawnFrom, []);
});

function feedDay(room: RoomBuilder, date: string, lastChanged: string): FeedDay {
  const summary = toDaySummary(site, day(date), foldRoom(room, date));
  assert.ok(summary);
  return { room: general, summary, lastChanged: day(lastChanged) };
}

test("a feed has an entry a day with its first lines, and is as new as the newest change", () => {
  const room = new RoomBuilder();
  room.member({ displayname: "Ann" });
  const one = room.text("one");
  const two = room.text("two").from(bob);
  room.image("cat.png").at("2024-03-06 09:00");
  const feed = toRoomFeed(site, general, [
    feedDay(room, "2024-03-06", "2024-03-06"),
    feedDay(room, "2024-03-05", "2024-03-20"),
  ]);
  assert.equal(feed?.path, "general/feed.xml");
  assert.equal(feed?.updated, "2024-03-20T00:00:00Z");
  assert.deepEqual(feed?.entries, [
    {
      id: "https://chat.example.org/archive/general/2024/03/06/",
      title: "General, 6 March 2024",
      href: "https://chat.example.org/archive/general/2024/03/06/",
      published: "2024-03-06T00:00:00Z",
      updated: "2024-03-06T00:00:00Z",
      summary: "General, 6 March 2024: 1 message.",
    },
    {
      id: "https://chat.example.org/archive/general/2024/03/05/",
      title: "General, 5 March 2024",
      href: "https://chat.example.org/archive/general/2024/03/05/",
      published: "2024-03-05T00:00:00Z",
      updated: "2024-03-20T00:00:00Z",
      summary: "Ann: one · @bob:example.org: two",
    },
  ]);
  assert.deepEqual(feed?.drawnFrom, [one.event.eventId, two.event.eventId]);
});

test("rooms that are not indexed have no feed and are not in the site's", () => {
  const room = new RoomBuilder();
  room.text("one");
  const hidden = { ...general, index: false };
  const days = [{ ...feedDay(room, "2024-03-05", "2024-03-05"), room: hidden }];
  assert.equal(toRoomFeed(site, hidden, days), undefined);
  assert.equal(toSiteFeed(site, days), undefined);
  assert.equal(toSiteFeed(site, [])?.entries.length, undefined);
});
