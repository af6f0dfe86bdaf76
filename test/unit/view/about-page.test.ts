import assert from "node:assert/strict";
import { test } from "node:test";
import { eventId } from "#test/support/ids.ts";
import { day, general, site } from "#test/support/site.ts";
import { toRoomAboutPage } from "#view/about-room-page.ts";
import { toAboutPage } from "#view/about-site-page.ts";
import type { RoomInfo, RoomRecord } from "#view/inputs.ts";
import type { AboutPage, Link } from "#view/models.ts";

const record: RoomRecord = {
  grant: {
    eventId: eventId("$opened"),
    openedBy: "Ann",
    openedMs: Date.parse("2021-05-03T10:00:00Z"),
    closedMs: undefined,
  },
  earlier: [],
  leftOut: { since: undefined, offRecord: undefined, followsBanLists: false, members: "hide" },
  drawnFrom: [],
  joinRule: "public",
  archivedSince: day("2024-01-01"),
  delayMs: 24 * 60 * 60_000,
  decision: undefined,
  bridges: [],
};

function textOf(page: AboutPage): string {
  return page.sections
    .flatMap(({ title, paragraphs, items = [] }) => [
      `# ${title}`,
      ...[...paragraphs, ...items].map((text) =>
        text.map((one) => (typeof one === "string" ? one : one.label)).join(""),
      ),
    ])
    .join("\n");
}

function linksOf(page: AboutPage): readonly Link[] {
  return page.sections.flatMap(({ paragraphs, items = [] }) =>
    [...paragraphs, ...items].flat().filter((one) => typeof one !== "string"),
  );
}

function aboutText(changes: Partial<RoomRecord>, room: RoomInfo = general): string {
  return textOf(toRoomAboutPage(site, room, { ...record, ...changes }));
}

test("a room's About says who opened the history, when, and links the event that did it", () => {
  const page = toRoomAboutPage(site, general, record);
  assert.match(textOf(page), /opened to everyone by Ann on 3 May 2021 \(the event that did it\)\./);
  assert.ok(linksOf(page).some(({ href }) => href === "https://matrix.to/#/!room:example.org/$opened?via=example.org"));
});

test("who opted out is a room administrator; what is not recorded is said to be so", () => {
  const { grant } = record;
  const unnamed = toRoomAboutPage(site, general, { ...record, grant: { ...grant, openedBy: undefined } });
  assert.match(textOf(unnamed), /by a room administrator on 3 May 2021/);
  assert.ok(
    linksOf(unnamed).every(({ href }) => !href.includes("$opened")),
    "the event would lead to its sender",
  );
  for (const unknown of [{ eventId: undefined }, { openedMs: undefined }, { openedMs: 2 ** 53 - 1 }]) {
    assert.match(aboutText({ grant: { ...grant, ...unknown } }), /Who opened it, and when, is not recorded\./);
  }
});

test("earlier times are listed with who opened each, from when to when as far as that is recorded", () => {
  assert.doesNotMatch(aboutText({}), /When it was open before/);
  const opening = { ...record.grant, eventId: eventId("$before") };
  const at = (time: string): number => Date.parse(`${time}T10:00:00Z`);
  const text = aboutText({
    earlier: [
      { ...opening, openedMs: at("2019-01-02"), closedMs: at("2019-03-04") },
      { ...opening, openedMs: at("2019-05-06"), closedMs: at("2019-05-06") + 1000, openedBy: undefined },
      { ...opening, openedMs: at("2020-01-02"), openedBy: "Ben" },
      { ...opening, openedMs: undefined },
    ],
  });
  assert.match(text, /# When it was open before\n/);
  assert.match(text, /\nFrom 2 January 2019 to 4 March 2019: opened by Ann \(the event that did it\)\./);
  assert.match(text, /\nOn 6 May 2019: opened by a room administrator \(/);
  assert.match(text, /\nFrom 2 January 2020, the end not recorded: opened by Ben \(/);
  assert.match(text, /\nFrom a date not recorded, the end not recorded: opened by Ann/);
});

test("what is left out is told by its reason: what is configured only where it is", () => {
  const plain = aboutText({});
  assert.match(plain, /# What is left out, and why/);
  assert.match(plain, /who joined or left/);
  assert.doesNotMatch(plain, /before 2 January 2020|\[off\]|ban lists/);
  const leftOut = { since: day("2020-01-02"), offRecord: "[off]", followsBanLists: true, members: "fold" } as const;
  const text = aboutText({ leftOut });
  for (const told of [/said before 2 January 2020/, /begin with \[off\]/, /ban lists this site follows/])
    assert.match(text, told);
  assert.doesNotMatch(text, /who joined or left/);
  assert.doesNotMatch(text.split("# What is left out, and why")[1]?.split("\n#")[0] ?? "", /\d+ (?:message|people)/);
});

test("of files is told what this room leaves out", () => {
  const told = (media: RoomInfo["media"]) => aboutText({}, { ...general, media });
  assert.match(told("none"), /pictures and files themselves; a line/);
  assert.match(told("thumbnails"), /pictures in full size, films/);
  assert.match(told("full"), /files that are too large, cannot be read, or/);
});

test("delay, decision, bridges and joining are told as configured, and left out where there are none", () => {
  const text = aboutText({
    delayMs: 90 * 60_000,
    joinRule: "invite",
    decision: { by: "the community meeting", on: day("2024-01-02"), why: "to be found" },
    bridges: [
      {
        network: "libera.chat",
        channel: "#example",
        agreedBy: "channel ops",
        on: day("2024-01-03"),
        evidence: "https://example.org/log",
      },
    ],
  });
  assert.match(text, /appears here 90 minutes after it was sent/);
  assert.match(text, /by invitation only/);
  assert.match(text, /decided by the community meeting on 2 January 2024: to be found/);
  assert.match(text, /bridged to #example on libera\.chat\. channel ops agreed to the archive on 3 January 2024/);
  const plain = aboutText({ delayMs: 0, joinRule: undefined, archivedSince: undefined });
  assert.doesNotMatch(plain, /Other networks|after it was sent|archived since|may join|by invitation/);
  assert.match(aboutText({ delayMs: 7 * 24 * 60 * 60_000 }), /appears here 7 days after/);
});

test("both pages say how to be left out, how to have something removed, and that copies cannot be recalled", () => {
  for (const page of [toAboutPage(site, [general]), toRoomAboutPage(site, general, record)]) {
    const text = textOf(page);
    assert.match(text, /# How to be left out/);
    assert.match(text, /# How to have something removed/);
    assert.match(text, /cannot be recalled/);
    assert.match(text, /# How to take the whole room down\nA room’s administrators decide, and need not ask here/);
    assert.match(text, /# What is left out, and why/);
    assert.match(text, /No licence to reuse them is claimed/);
    assert.ok(linksOf(page).some(({ href, label }) => href === site.contact && label === "archive@example.org"));
    assert.doesNotMatch(text, /[{}]|undefined/);
  }
});

test("the site's About links each room's own and claims no licence", () => {
  const page = toAboutPage(site, [general, { ...general, slug: "other", title: "Other" }]);
  assert.deepEqual(
    linksOf(page).filter(({ href }) => href.endsWith("/about/")),
    [
      { href: "/archive/general/about/", label: "General" },
      { href: "/archive/other/about/", label: "Other" },
    ],
  );
  assert.match(textOf(page), /It holds 2 rooms /);
  assert.match(textOf(page), /No licence to reuse them is claimed/);
});

test("what search engines may do follows the room's own switch", () => {
  assert.match(aboutText({}), /Search engines may list the pages of this room\./);
  assert.match(aboutText({}, { ...general, index: false }), /asked not to list the pages of this room\./);
});

test("where names are hidden, no link leads to the event that would name its sender", () => {
  const page = toRoomAboutPage(site, { ...general, pseudonyms: true }, record);
  assert.ok(linksOf(page).every(({ href }) => !href.includes("$opened")));
  assert.match(textOf(page), /names of its people are replaced/);
});
