import assert from "node:assert/strict";
import { test } from "node:test";
import { foldRoom } from "#test/support/fold-input.ts";
import { RoomBuilder } from "#test/support/room-builder.ts";
import { day, general, noActivity, site } from "#test/support/site.ts";
import { toDaySummary } from "#view/day-summary.ts";
import { toHomePage } from "#view/home-page.ts";
import type { DaySummary } from "#view/inputs.ts";
import { toMonthPage } from "#view/month-page.ts";
import { toNotFoundPage } from "#view/not-found-page.ts";
import { toRoomPage } from "#view/room-page.ts";
import { toSearchPage } from "#view/search-page.ts";
import { toYearPage } from "#view/year-page.ts";

const covered = { complete: true, knownFrom: undefined, holes: [] };

test("a year shows its twelve months and leads to the neighbours that exist", () => {
  const page = toYearPage(site, general, {
    year: "2024",
    days: [
      { day: day("2024-03-05"), messageCount: 4 },
      { day: day("2024-12-31"), messageCount: 2 },
    ],
    previous: "2021",
    next: undefined,
  });
  assert.equal(page.months.length, 12);
  assert.deepEqual(
    page.months.map(({ href }) => href).filter((href) => href !== undefined),
    ["/archive/general/2024/03/", "/archive/general/2024/12/"],
  );
  assert.equal(page.messageCount, 6);
  assert.deepEqual(page.previous, { href: "/archive/general/2021/", label: "2021" });
  assert.equal(page.next, undefined);
  assert.equal(page.frame.title, "General, 2024 · Example chat");
  assert.deepEqual(page.drawnFrom, []);
});

function summaryOf(room: RoomBuilder, date: string): DaySummary {
  const summary = toDaySummary(site, day(date), foldRoom(room, date));
  assert.ok(summary);
  return summary;
}

test("a month lists its days with their counts and first words, and depends on the messages it quotes alone", () => {
  const room = new RoomBuilder();
  room.member({ displayname: "Ann" }).at("2024-03-01 08:00");
  const first = room.text("helo").at("2024-03-01 09:00");
  room.text("more").at("2024-03-01 09:01");
  room.react(first, "👍");
  const fix = room.edit(first, "hello");
  room.image("cat.png").at("2024-03-31 09:00");
  const page = toMonthPage(site, general, {
    month: "2024-03",
    days: [summaryOf(room, "2024-03-01"), summaryOf(room, "2024-03-31")],
    previous: "2023-12",
    next: "2024-04",
  });
  assert.deepEqual(page.days, [
    {
      day: "2024-03-01",
      label: "Friday, 1 March 2024",
      href: "/archive/general/2024/03/01/",
      messageCount: 2,
      opening: { author: "Ann", text: "hello" },
    },
    {
      day: "2024-03-31",
      label: "Sunday, 31 March 2024",
      href: "/archive/general/2024/03/31/",
      messageCount: 1,
      opening: undefined,
    },
  ]);
  assert.deepEqual(page.drawnFrom, [first.event.eventId, fix.event.eventId]);
  assert.deepEqual(page.previous, { href: "/archive/general/2023/12/", label: "December 2023" });
  assert.equal(page.grid.href, undefined);
  assert.equal(page.frame.indexable, false);
});

test("a day of joins alone has no summary and so no page", () => {
  const room = new RoomBuilder();
  room.member({ displayname: "Ann" });
  assert.equal(toDaySummary(site, day("2024-03-05"), foldRoom(room)), undefined);
});

test("a room shows its years newest first and the last twelve months of its history across the turn of a year", () => {
  const activity = {
    messageCount: 42,
    dayCount: 3,
    firstDay: day("2022-11-30"),
    lastDay: day("2024-01-31"),
    months: [
      { month: "2022-11", messageCount: 10 },
      { month: "2023-02", messageCount: 30 },
      { month: "2024-01", messageCount: 2 },
    ],
  };
  const page = toRoomPage(site, general, { activity, latestDays: [], coverage: covered });
  assert.deepEqual(
    page.years.map(({ year, messageCount }) => [year, messageCount]),
    [
      ["2024", 2],
      ["2023", 30],
      ["2022", 10],
    ],
  );
  assert.equal(page.years[1]?.months[1]?.href, "/archive/general/2023/02/");
  assert.equal(page.years[1]?.months[2]?.href, undefined);
  assert.equal(page.card.months.length, 12);
  assert.equal(page.card.months[0]?.label, "February 2023");
  assert.equal(page.card.months.at(-1)?.label, "January 2024");
  assert.deepEqual(page.card.lastDay, {
    day: "2024-01-31",
    label: "31 January 2024",
    href: "/archive/general/2024/01/31/",
  });
  assert.deepEqual(page.gaps, []);
});

test("what is missing is said in plain sentences", () => {
  const gaps = (coverage: Parameters<typeof toRoomPage>[2]["coverage"]) =>
    toRoomPage(site, general, { activity: noActivity, latestDays: [], coverage }).gaps;
  const [from, to] = [day("2021-05-03"), day("2021-05-09")];
  assert.deepEqual(gaps({ complete: false, knownFrom: from, holes: [] }), ["History is known from 3 May 2021."]);
  assert.deepEqual(gaps({ complete: false, knownFrom: undefined, holes: [] }), [
    "The older history has not been copied yet.",
  ]);
  assert.deepEqual(gaps({ complete: false, knownFrom: undefined, holes: [{ from, to }] }), [
    "Between 3 May 2021 and 9 May 2021 the server could not deliver everything that was said.",
  ]);
  assert.deepEqual(gaps({ complete: false, knownFrom: undefined, holes: [{ from: undefined, to }] }), [
    "Before 9 May 2021 the server could not deliver everything that was said.",
  ]);
});

test("a new name shows on the home page and the room's page, day and month pages keep the fixed title", () => {
  const renamed = { ...general, currentName: "General\u{202E} chat", topic: "Boats\nand  more" };
  const home = toHomePage(site, [{ title: undefined, rooms: [{ room: renamed, activity: noActivity }] }]);
  const card = home.sections[0]?.rooms[0];
  assert.equal(card?.room.title, "General chat");
  assert.equal(card?.topic, "Boats and more");
  const page = toRoomPage(site, renamed, { activity: noActivity, latestDays: [], coverage: covered });
  assert.equal(page.room.title, "General chat");
  const month = toMonthPage(site, renamed, { month: "2024-03", days: [], previous: undefined, next: undefined });
  assert.equal(month.room.title, "General");
});

test("a room without any name is called by its id", () => {
  const nameless = { ...general, title: " ", currentName: "\u{200B}" };
  const home = toHomePage(site, [{ title: "Space", rooms: [{ room: nameless, activity: noActivity }] }]);
  assert.equal(home.sections[0]?.rooms[0]?.room.title, "!room:example.org");
});

test("the home page counts rooms and messages and leaves out empty sections", () => {
  const activity = { ...noActivity, messageCount: 5 };
  const home = toHomePage(site, [
    { title: "Empty", rooms: [] },
    {
      title: "Space",
      rooms: [
        { room: general, activity },
        { room: { ...general, slug: "other" }, activity },
      ],
    },
  ]);
  assert.deepEqual(
    home.sections.map(({ title }) => title),
    ["Space"],
  );
  assert.deepEqual([home.roomCount, home.messageCount], [2, 10]);
  assert.deepEqual(home.frame.feeds, [{ href: "/archive/feed.xml", label: "Example chat: new days" }]);
});

test("a site without an indexed room asks not to be listed and has no feed, nor has such a room", () => {
  const hidden = { ...site, indexed: false };
  const home = toHomePage(hidden, []);
  assert.equal(home.frame.indexable, false);
  assert.deepEqual(home.frame.feeds, []);
  const activity = { ...noActivity, messageCount: 50 };
  const page = toRoomPage(site, { ...general, index: false }, { activity, latestDays: [], coverage: covered });
  assert.equal(page.frame.indexable, false);
  assert.deepEqual(page.frame.feeds, []);
  assert.equal(page.feedHref, undefined);
});

test("search and the page of missing addresses are never listed; search knows rooms and years, newest first", () => {
  const search = toSearchPage(site, { rooms: [general], years: ["2023", "2024", "2023"], room: general });
  assert.deepEqual(search.years, ["2024", "2023"]);
  assert.equal(search.room?.slug, "general");
  assert.equal(search.frame.canonicalHref, "https://chat.example.org/archive/general/search/");
  assert.deepEqual(search.resources, {
    moduleHref: "/archive/pagefind/pagefind.js",
    shardsHref: "/archive/pagefind/shards.json",
  });
  assert.equal(search.frame.indexable, false);
  assert.equal(toNotFoundPage(site, [general]).frame.indexable, false);
});

test("dates follow the language of the site", () => {
  const german = { ...site, language: "de" };
  const page = toMonthPage(german, general, { month: "2024-03", days: [], previous: undefined, next: "2024-05" });
  assert.equal(page.label, "März 2024");
  assert.equal(page.next?.label, "Mai 2024");
  assert.deepEqual(page.grid.weekdays[0], { short: "M", long: "Montag" });
});
