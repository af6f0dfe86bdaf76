import assert from "node:assert/strict";
import { dirname } from "node:path";
import { describe, test, type TestContext } from "node:test";
import type { Archive } from "#archive.ts";
import { openArchive } from "#archive/open-archive.ts";
import { archiveConfig } from "#test/support/archive-config.ts";
import { alice, bob, carol } from "#test/support/room-builder.ts";
import { day } from "#test/support/site.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { temporaryStore } from "#test/support/temporary-store.ts";
import type { DayPage } from "#view/models.ts";

type Scene = { readonly stored: StoredRoom; readonly open: (options?: Options) => Promise<Archive> };
type Options = { readonly optOut?: readonly string[]; readonly delay?: string };

async function scene(t: TestContext): Promise<Scene> {
  const store = await temporaryStore(t);
  const rooms = [{ room: "#general:example.org", index: true }];
  return {
    stored: new StoredRoom(store),
    open: ({ optOut = [], delay = "24h" } = {}) => {
      const config = archiveConfig({ folder: dirname(store.folder), rooms, delay });
      return openArchive({ config: { ...config, publication: { ...config.publication, optOut } }, store });
    },
  };
}

async function dayOf(archive: Archive, date = "2024-03-05"): Promise<DayPage> {
  const [year, month, dayOfMonth] = date.split("-");
  const page = await archive.dayPage({ room: "general", year, month, day: dayOfMonth });
  assert.ok(page, `There is no page of ${date}`);
  return page;
}

/** Everything a page model says, to look for words that must or must not be in it. */
const wordsOf = (model: unknown): string => JSON.stringify(model);

describe("what was withheld reaches no page", () => {
  test("a reply to a withheld message says that its message is not shown", async (t) => {
    const { stored, open } = await scene(t);
    const secret = stored.room.text("quahog").from(carol);
    stored.room.reply(secret, "answer").from(bob);
    stored.room.react(secret, "👍").from(bob);
    await stored.write();
    await stored.crawledAt("2024-04-01 00:00");
    assert.match(wordsOf(await dayOf(await open())), /quahog/);
    const page = await dayOf(await open({ optOut: [carol] }));
    assert.doesNotMatch(wordsOf(page), /quahog|carol/);
    assert.match(wordsOf(page), /not-shown/);
    assert.equal(page.messageCount, 1);
    assert.ok(!page.drawnFrom.includes(secret.event.eventId));
  });

  test("a reaction of somebody who opted out is not counted", async (t) => {
    const { stored, open } = await scene(t);
    const said = stored.room.text("hello");
    stored.room.react(said, "🌊").from(bob);
    stored.room.react(said, "🌊").from(carol);
    await stored.write();
    await stored.crawledAt("2024-04-01 00:00");
    const countIn = (page: DayPage) => /"reactions":\[\{"key":"🌊","count":(\d)/.exec(wordsOf(page))?.[1];
    assert.equal(countIn(await dayOf(await open())), "2");
    assert.equal(countIn(await dayOf(await open({ optOut: [carol] }))), "1");
  });

  test("an edit that waits takes the old wording away, in quotes on other days too", async (t) => {
    const { stored, open } = await scene(t);
    const said = stored.room.text("quahog");
    stored.room.reply(said, "answer").from(bob).at("2024-03-07 09:00");
    stored.room.edit(said, "periwinkle").at("2024-04-01 09:00");
    await stored.write();
    await stored.crawledAt("2024-04-01 12:00");
    const archive = await open();
    for (const date of ["2024-03-05", "2024-03-07"])
      assert.doesNotMatch(wordsOf(await dayOf(archive, date)), /quahog|periwinkle/, date);
  });

  test("an edit that somebody else sent waits for nothing and changes nothing", async (t) => {
    const { stored, open } = await scene(t);
    const said = stored.room.text("quahog");
    stored.room.edit(said, "periwinkle").from(bob).at("2024-04-01 09:00");
    await stored.write();
    await stored.crawledAt("2024-04-01 12:00");
    assert.match(wordsOf(await dayOf(await open())), /quahog/);
  });

  test("a thread counts the replies that are shown", async (t) => {
    const { stored, open } = await scene(t);
    const root = stored.room.text("root");
    stored.room.inThread(root, "one").from(bob);
    const taken = stored.room.inThread(root, "two").from(bob);
    stored.room.inThread(root, "young").from(bob).at("2024-04-01 09:00");
    await stored.write();
    await stored.crawledAt("2024-04-01 12:00");
    assert.match(wordsOf(await dayOf(await open())), /2 replies/);
    await stored.redact(taken, "2024-03-20 09:00");
    assert.match(wordsOf(await dayOf(await open())), /1 reply/);
  });
});

test("an answer to an edit of another day quotes the message as it is now", async (t) => {
  const { stored, open } = await scene(t);
  const said = stored.room.text("quahog");
  const edit = stored.room.edit(said, "periwinkle").at("2024-03-06 09:00");
  stored.room.reply(edit, "well said").from(bob).at("2024-03-09 09:00");
  await stored.write();
  await stored.crawledAt("2024-04-01 00:00");
  const page = wordsOf(await dayOf(await open(), "2024-03-09"));
  assert.match(page, /periwinkle/);
  assert.ok(page.includes(`/general/2024/03/05/#${said.placed.shortId}`));
});

test("people are named as they were when they spoke, in quotes too, and by what they are called now where nothing else is known", async (t) => {
  const { stored, open } = await scene(t);
  const { room } = stored;
  room.member({ displayname: "Ann" }).from(alice);
  const said = room.text("as Ann");
  room.member({ displayname: "Anna" }).from(alice);
  room.text("as Anna");
  room.reply(said, "reply").from(bob).at("2024-03-07 09:00");
  await stored.write();
  await stored.profile(bob, "Robert");
  await stored.crawledAt("2024-04-01 00:00");
  const archive = await open();
  const names = (model: unknown) => [...wordsOf(model).matchAll(/"name":"([^"]+)"/g)].map(([, name]) => name);
  assert.deepEqual(names(await dayOf(archive)), ["Ann", "Anna"]);
  const later = await dayOf(archive, "2024-03-07");
  assert.deepEqual(names(later), ["Robert"]);
  assert.match(wordsOf(later), /"author":"Ann"/);
});

describe("addresses", () => {
  test("what is no address of the archive has no page", async (t) => {
    const { stored, open } = await scene(t);
    stored.room.text("hello");
    await stored.write();
    await stored.crawledAt("2024-04-01 00:00");
    const archive = await open();
    const date = { room: "general", year: "2024", month: "03", day: "05" };
    assert.ok(await archive.dayPage(date));
    const wrong = [
      { ...date, room: "other" },
      { ...date, room: undefined },
      { ...date, room: "__proto__" },
      { ...date, month: "3" },
      { ...date, month: "13" },
      { ...date, day: "32" },
      { ...date, year: "02024" },
      { ...date, day: "06" },
      ...["0", "1", "01", "2", "-1", "x", "2/3", "99999"].map((part) => ({ ...date, part })),
    ];
    for (const params of wrong) assert.equal(await archive.dayPage(params), undefined, JSON.stringify(params));
    assert.equal(await archive.monthPage({ room: "general", year: "2024", month: "3" }), undefined);
    assert.equal(await archive.yearPage({ room: "general", year: "24" }), undefined);
    assert.equal(await archive.roomPage({ room: "nowhere" }), undefined);
    assert.equal(await archive.roomFeed("nowhere"), undefined);
    assert.equal(await archive.searchDay("nowhere", day("2024-03-05")), undefined);
  });

  test("a room that is closed, was never crawled, or is not listed has no page of any kind", async (t) => {
    const { stored, open } = await scene(t);
    stored.room.text("hello");
    await stored.write();
    const params = { room: "general", year: "2024", month: "03", day: "05" };
    const answers = async () => {
      const archive = await open();
      return [
        await archive.roomPage(params),
        await archive.roomAboutPage(params),
        await archive.roomSearchPage(params),
        await archive.dayPage(params),
        await archive.searchDay("general", day("2024-03-05")),
        await archive.roomFeed("general"),
      ];
    };
    const nothing = Array.from({ length: 6 }, () => undefined);
    assert.deepEqual(await answers(), nothing, "before its first whole crawl");
    await stored.crawledAt("2024-04-01 00:00");
    assert.ok((await answers()).slice(0, 5).every((answer) => answer !== undefined));
    for (const reason of ["closed-now", "encrypted", "reader-is-member", "unknown"]) {
      await stored.judge(reason);
      assert.deepEqual(await answers(), nothing, reason);
    }
  });

  test("with a short delay the last day grows, with a long one it is there whole or not at all", async (t) => {
    const { stored, open } = await scene(t);
    for (const hour of ["09", "10", "11", "12"]) stored.room.text(`at ${hour}`).at(`2024-03-05 ${hour}:00`);
    await stored.write();
    const crawled = Date.parse("2024-03-05T11:30:00Z");
    const cutoff = { cutoffMs: crawled, successAtMs: crawled, eligible: { from: 0, to: 0 } };
    await stored.crawledAt("2024-03-01 00:00");
    await stored.store.transaction((tx) => tx.writeCutoff(stored.key, cutoff));
    assert.equal((await dayOf(await open({ delay: "1h" }))).messageCount, 3);
    const params = { room: "general", year: "2024", month: "03", day: "05" };
    assert.equal(await (await open({ delay: "24h" })).dayPage(params), undefined);
  });
});
