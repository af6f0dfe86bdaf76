import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { pageOf, tilesOf } from "#test/support/day-page.ts";
import { foldRoom } from "#test/support/fold-input.ts";
import { bob, RoomBuilder } from "#test/support/room-builder.ts";
import { day, dayPageOf, general, site } from "#test/support/site.ts";
import { toDayPage } from "#view/day-page.ts";

describe("the page", () => {
  test("is named by room, date and first words, and described by what was said first", () => {
    const room = new RoomBuilder();
    room.member({ displayname: "Ann" });
    room.image("cat.png");
    room.text("Good   morning,\neverybody");
    room.text("hello").from(bob);
    const { frame } = pageOf(room);
    assert.equal(frame.title, "General, 5 March 2024: Good morning, everybody");
    assert.equal(frame.description, "Ann: Good morning, everybody · @bob:example.org: hello");
    assert.equal(frame.canonicalHref, "https://chat.example.org/archive/general/2024/03/05/");
    assert.equal(pageOf(room).label, "Tuesday, 5 March 2024");
  });

  test("has a short plain title and description whatever was written first", () => {
    const room = new RoomBuilder();
    room.text("word ".repeat(500), `<h1>${"word ".repeat(500)}</h1>`);
    const { frame } = pageOf(room);
    assert.ok(frame.title.length < 100);
    assert.ok(frame.description.length <= 160);
    assert.doesNotMatch(frame.title + frame.description, /[<>\n]/);
  });

  test("may be listed by search engines only with more than three messages, in a room that says so", () => {
    const room = new RoomBuilder();
    room.text("one");
    room.text("two");
    room.text("three");
    room.text("gone").redacted();
    assert.equal(pageOf(room).frame.indexable, false);
    room.text("four");
    assert.equal(pageOf(room).frame.indexable, true);
    assert.equal(dayPageOf(foldRoom(room), {}, { ...general, index: false }).frame.indexable, false);
  });

  test("counts the messages of the whole day and nothing else", () => {
    const room = new RoomBuilder();
    room.text("one");
    room.text("two").inPart(2);
    room.text("gone").redacted();
    room.state("m.room.topic", { topic: "Boats" });
    assert.equal(pageOf(room).messageCount, 2);
  });

  test("of a day or part with nothing to show does not exist", () => {
    const room = new RoomBuilder();
    const input = { day: day("2024-03-05"), part: 1, previous: undefined, next: undefined };
    assert.equal(toDayPage(site, general, { ...input, timeline: { items: [] } }), undefined);
    room.text("one");
    assert.equal(toDayPage(site, general, { ...input, part: 2, timeline: foldRoom(room) }), undefined);
  });

  test("holds the items of its part and leads on in reading order", () => {
    const room = new RoomBuilder();
    room.text("one");
    room.text("two").inPart(2);
    room.text("three").inPart(3);
    const page = dayPageOf(foldRoom(room), { part: 2, previous: day("2024-02-29"), next: day("2024-03-09") });
    assert.equal(tilesOf(page).length, 1);
    assert.deepEqual(page.part, {
      number: 2,
      links: [
        { href: "/archive/general/2024/03/05/", label: "1", current: false },
        { href: "/archive/general/2024/03/05/2/", label: "2", current: true },
        { href: "/archive/general/2024/03/05/3/", label: "3", current: false },
      ],
    });
    assert.deepEqual(page.previous, { href: "/archive/general/2024/02/29/", label: "Thursday, 29 February 2024" });
    assert.equal(page.frame.previousHref, "/archive/general/2024/03/05/");
    assert.equal(page.frame.nextHref, "/archive/general/2024/03/05/3/");
    assert.equal(page.frame.canonicalHref, "https://chat.example.org/archive/general/2024/03/05/2/");
    assert.equal(page.frame.breadcrumbs.at(-1)?.href, "/archive/general/2024/03/05/2/");
  });

  test("depends on exactly the events it shows: nothing of other parts, nothing of removed messages", () => {
    const room = new RoomBuilder();
    const target = room.text("old").at("2024-03-04 09:00");
    const one = room.reply(target, "one").at("2024-03-05 09:00");
    const fix = room.edit(one, "won");
    const reaction = room.react(one, "👍");
    room.text("gone").redacted();
    room.text("two").inPart(2);
    const expected = [one, fix, reaction, target].map((draft) => draft.event.eventId);
    assert.deepEqual(pageOf(room).drawnFrom, expected);
  });

  test("is reported to the room's contact with its own address, and each message with its event too", () => {
    const room = new RoomBuilder();
    room.text("one").id("$one");
    const page = dayPageOf(foldRoom(room), {}, { ...general, contact: "mailto:room@example.org" });
    const told = new URL(page.frame.reportHref ?? "");
    assert.equal(told.pathname, "room@example.org");
    assert.equal(told.searchParams.get("subject"), "About https://chat.example.org/archive/general/2024/03/05/");
    const [report, open] = page.messageLinks;
    assert.match(
      new URL(report?.href ?? "").searchParams.get("body") ?? "",
      /^Address: \{address\}\r\nEvent: \{event\}/,
    );
    assert.equal(open?.href, "https://matrix.to/#/!room:example.org/%7Bevent%7D?via=example.org");
    assert.deepEqual(
      tilesOf(page).map((tile) => "eventId" in tile && tile.eventId),
      ["$one"],
    );
  });

  test("names no event of a message where names are hidden", () => {
    const room = new RoomBuilder();
    room.text("one").id("$one");
    const { drawnFrom: _sources, ...page } = dayPageOf(foldRoom(room), {}, { ...general, pseudonyms: true });
    assert.doesNotMatch(JSON.stringify(page), /\$one|%7Bevent%7D/);
    assert.equal(page.messageLinks.length, 1);
  });

  test("opens in a client at its first message, and where names are hidden at the room alone", () => {
    const room = new RoomBuilder();
    room.text("one").id("$first");
    assert.equal(pageOf(room).openInMatrixHref, "https://matrix.to/#/!room:example.org/$first?via=example.org");
    const hidden = dayPageOf(foldRoom(room), {}, { ...general, pseudonyms: true });
    assert.equal(hidden.openInMatrixHref, "https://matrix.to/#/!room:example.org?via=example.org");
  });

  test("of hostile and malformed events has no word left unfilled", () => {
    const room = new RoomBuilder();
    room.member({ displayname: "{name}" });
    room.message({});
    room.message({ msgtype: ["x"], body: { toString: null } });
    room.event("{type}", { body: 7 });
    room.state("m.room.topic", { topic: ["x"] });
    room.state("m.room.name", { name: null });
    room.state("m.room.history_visibility", { history_visibility: "odd" });
    room.poll("", []);
    room.text("\u0000\u0001").at(-1).onDay("2024-03-05");
    const text = JSON.stringify(pageOf(room).entries);
    assert.doesNotMatch(text, /undefined|\[object|NaN|null/);
    assert.match(text, /\{name\} removed the topic/);
  });
});
