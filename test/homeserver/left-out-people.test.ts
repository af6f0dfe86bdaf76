import assert from "node:assert/strict";
import { describe, test, type TestContext } from "node:test";
import type { EventId } from "#matrix/ids.ts";
import { editFrom, memberFrom, reactionFrom, replyFrom, stateFrom, textFrom } from "#sample/new-event.ts";
import { startSampleHomeserver, type SampleHomeserver } from "#sample/start-sample-homeserver.ts";
import { assertEverywhere, assertNotIn, assertNowhere, pathsWith } from "../support/assert-words.ts";
import { dumpRoomOf } from "./dump-store.ts";
import { openProofWorld, type ProofWorld } from "./proof-world.ts";
import { ada, ben, roomId, testRoom } from "./sample-rooms.ts";

const carol = "@carol:elsewhere.example";
const at = (day: number, minutes = 0): { originServerTs: number } => ({
  originServerTs: Date.UTC(2025, 2, day, 9, minutes),
});

/** Words of Carol's own, and how others call her. */
const hers = ["mullethole", "sandpiper", "whelkshell", "razorbill", "redshank", "🦩"];
const herNames = ["Carolinda", "Carolissima"];

type Scene = { readonly server: SampleHomeserver; readonly world: ProofWorld; readonly said: EventId };

async function scene(t: TestContext): Promise<Scene> {
  const room = testRoom();
  room.add(memberFrom(carol, "Carolinda", at(2)));
  const said = room.add(textFrom(carol, "mullethole", at(2, 1)));
  room.add(textFrom(carol, "sandpiper", at(3)));
  room.add(editFrom(carol, "whelkshell", said, at(4)));
  room.add(replyFrom(ben, "an answer of limpet", said, at(5)));
  const other = room.add(textFrom(ada, "about cockles", at(6)));
  room.add(reactionFrom(carol, "🦩", other, at(6, 1)));
  room.add(stateFrom(carol, "m.room.topic", { topic: "razorbill" }, at(6, 2)));
  room.add(stateFrom(ada, "m.room.topic", { topic: `Ask ${carol} about boats` }, at(6, 3)));
  const pill = `<a href="https://matrix.to/#/${carol}">Carolinda</a>`;
  const html = `<b>Thanks</b> ${pill} for the periwinkles, Carolinda!`;
  const formatted = { format: "org.matrix.custom.html", formatted_body: html };
  room.add(textFrom(ben, "Thanks Carolinda for the periwinkles", { more: formatted, ...at(7) }));
  const mentions = { "m.mentions": { user_ids: [carol] } };
  room.add(textFrom(ben, "@Carolinda: the scallops are ready", { more: mentions, ...at(8) }));
  room.add(textFrom(ben, `write to ${carol} about oysters`, at(9)));
  const profile = { "com.beeper.per_message_profile": { id: carol, displayname: "Carolinda" } };
  room.add(textFrom("@relay:tidewater.example", "redshank", { more: profile, ...at(9, 1) }));
  room.add(memberFrom(carol, "Carolissima", at(10)));
  room.add(textFrom(ada, "the last of the barnacles", at(11)));
  const bans = testRoom({ roomId: "!bans:tidewater.example", alias: "#bans:tidewater.example" });
  const server = await startSampleHomeserver({ rooms: [room.toRoom(), bans.toRoom()] });
  t.after(() => server.stop());
  const world = await openProofWorld(t, { url: server.url, token: server.token, rooms: { test: roomId } });
  return { server, world, said };
}

const others = ["limpet", "cockles", "periwinkles", "scallops", "oysters", "barnacles"];

describe("an opt-out", () => {
  test("takes what was said, and every trace of its person in what others say, out of site and store", async (t) => {
    const { world } = await scene(t);
    const before = await world.update();
    assertEverywhere(["sandpiper", "whelkshell"], before);
    assert.ok(pathsWith(before.output, "Carolinda").length > 0);

    const after = await world.update({ publication: { optOut: ["@carol:*"] } });
    assertNowhere(hers, after);
    assertNotIn([...herNames, "carol", "elsewhere.example"], after.output);
    assertEverywhere(others, after);
    assert.ok(pathsWith(after.output, "Thanks</b> someone for the periwinkles, someone!").length > 0);
    assert.ok(pathsWith(after.output, "In reply to a message that is not shown").length > 0);
    assert.match(after.crawl.warnings.join(), /keep out 1 more person/);
  });

  test("holds with a build alone, which then equals one from nothing", async (t) => {
    const { world } = await scene(t);
    await world.update();
    const publication = { optOut: ["@carol:elsewhere.example"] };
    const after = await world.build(publication);
    assertNowhere(hers, after);
    assertNotIn([...herNames, "carol"], after.output);
    assert.equal(after.build.full, false);
    const fresh = await scene(t);
    const whole = await fresh.world.update({ publication });
    const pages = [...whole.output].filter(([path]) => path.endsWith(".html"));
    for (const [path, bytes] of pages) assert.ok(after.output.get(path)?.equals(bytes), path);
  });

  test("holds for what comes later, which is never written down; the rows keep the order", async (t) => {
    const { world, server } = await scene(t);
    const publication = { optOut: [carol] };
    const first = await world.update({ publication });
    assertNowhere(hers, first);
    assert.ok((first.crawl.rooms[0]?.withheld["opted-out"] ?? 0) >= 6);
    server.send(roomId, memberFrom(carol, "Carolusina"));
    server.send(roomId, textFrom(carol, "guillemot"));
    server.send(roomId, textFrom(ada, "hello carolusina", { more: { "m.mentions": { user_ids: [carol] } } }));
    const later = await world.update({ publication });
    assertNowhere(["guillemot"], later);
    assertNotIn(["carolusina", "carol"], later.output);
    const rows = dumpRoomOf(world).events.filter(({ sender }) => sender === carol);
    assert.equal(rows.length, 9);
    for (const { content } of rows) assert.deepEqual(content, {});
  });

  test("that is unchanged costs nothing: no day is marked, no content is read", async (t) => {
    const { world } = await scene(t);
    const publication = { optOut: [carol] };
    await world.update({ publication });
    const change = await world.store.readChange();
    const again = await world.update({ publication });
    assert.deepEqual(await world.store.readDirtyDays(change), []);
    assert.deepEqual([...again.build.written, ...again.build.deleted], []);
    const sweep = await world.update({ publication, full: true });
    assert.equal(sweep.crawl.rooms[0]?.eventsChanged, 0);
    assert.deepEqual(await world.store.readDirtyDays(change), []);
  });

  test("that is lifted says that a sweep is needed, and the sweep brings everything back", async (t) => {
    const { world } = await scene(t);
    const before = await world.update();
    await world.update({ publication: { optOut: [carol] } });
    const lifted = await world.build();
    assert.match(lifted.build.warnings.join(), /crawl --full/);
    assertNowhere(hers, lifted);
    const swept = await world.update({ full: true });
    const days = [...before.output].filter(([path]) => /\/\d\d\/index\.html$/.test(path));
    assert.ok(days.length > 9);
    for (const [path, bytes] of days) assert.ok(swept.output.get(path)?.equals(bytes), path);
    assertEverywhere(["sandpiper", "whelkshell"], swept);
  });

  test("of who opened the room leaves About with a room administrator", async (t) => {
    const { world } = await scene(t);
    await world.update();
    const after = await world.update({ publication: { optOut: [ada] } });
    const about = after.output.get("test/about/index.html")?.toString() ?? assert.fail();
    assert.match(about, /a room administrator/i);
    assertNotIn(["@ada:"], after.output);
  });
});

describe("a policy list", () => {
  const publication = { policyLists: ["#bans:tidewater.example"] };

  for (const type of ["m.policy.rule.user", "m.room.rule.user", "org.matrix.mjolnir.rule.user"]) {
    test(`keeps out whom a ${type} names, and lets them back with the entry's end`, async (t) => {
      const { world, server } = await scene(t);
      const before = await world.update({ publication });
      assertEverywhere(["sandpiper"], before);
      const ban = { entity: "@c*ol:e?sewhere.*", recommendation: "org.matrix.mjolnir.ban" };
      server.send("#bans:tidewater.example", stateFrom(ada, type, ban, { stateKey: "rule" }));
      const banned = await world.update({ publication });
      assertNotIn([...hers, ...herNames, "carol"], banned.output);
      assertEverywhere(others, banned);
      assert.ok(pathsWith(banned.store, "sandpiper").length > 0, "lists are corrected: the content stays");
      const later = await world.store.readChange();
      server.send("#bans:tidewater.example", stateFrom(ada, type, {}, { stateKey: "rule" }));
      const back = await world.update({ publication });
      assert.deepEqual(back.output, before.output);
      const days = (await world.store.readDirtyDays(later)).map(({ day }) => day);
      assert.ok(days.length > 0 && !days.includes("2025-03-11" as never), "only the days that show something of them");
    });
  }

  test("keeps out a whole server, whatever port it is on", async (t) => {
    const { world, server } = await scene(t);
    server.send(roomId, textFrom("@mallory:elsewhere.example:8448", "turnstone"));
    const ban = { entity: "*sewhere.EXAMPLE", recommendation: "m.ban" };
    server.send("#bans:tidewater.example", stateFrom(ada, "m.policy.rule.server", ban, { stateKey: "s" }));
    const banned = await world.update({ publication });
    assertNotIn([...hers, "turnstone"], banned.output);
  });

  test("that cannot be read keeps its last rules and raises an alarm", async (t) => {
    const { world, server } = await scene(t);
    const ban = { entity: carol, recommendation: "m.ban" };
    server.send("#bans:tidewater.example", stateFrom(ada, "m.policy.rule.user", ban, { stateKey: "rule" }));
    await world.update({ publication });
    server.deleteRoom("#bans:tidewater.example");
    const after = await world.update({ publication });
    assertNotIn(hers, after.output);
    assert.equal(after.crawl.outcome, "partial");
    assert.match(
      after.crawl.warnings.join(),
      /policy list #bans:tidewater.example could not be read.* stays in force \(1 ban\)/s,
    );
  });

  test("that was taken off the configuration lets its people back", async (t) => {
    const { world, server } = await scene(t);
    const ban = { entity: carol, recommendation: "m.ban" };
    server.send("#bans:tidewater.example", stateFrom(ada, "m.policy.rule.user", ban, { stateKey: "rule" }));
    const banned = await world.update({ publication });
    assertNotIn(hers, banned.output);
    assertEverywhere(["sandpiper"], await world.update());
  });

  test("another recommendation than a ban, a rule about rooms and one with a thousand stars keep nobody out", async (t) => {
    const { world, server } = await scene(t);
    const add = (key: string, type: string, content: Record<string, string>) =>
      server.send("#bans:tidewater.example", stateFrom(ada, type, content, { stateKey: key }));
    add("a", "m.policy.rule.user", { entity: carol, recommendation: "m.takedown.later" });
    add("b", "m.policy.rule.room", { entity: "*", recommendation: "m.ban" });
    add("c", "m.policy.rule.user", { entity: `${"*a".repeat(1000)}b`, recommendation: "m.ban" });
    add("d", "m.policy.rule.user", { recommendation: "m.ban" });
    assertEverywhere(["sandpiper", ...others], await world.update({ publication }));
  });
});
