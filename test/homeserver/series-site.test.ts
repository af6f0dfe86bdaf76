import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { RoomBuilder } from "#sample/build-room.ts";
import { stateFrom, textFrom, visibilityFrom } from "#sample/new-event.ts";
import { build, filesWith, readTree, textAt, type Tree } from "../support/site-build.ts";
import { ada, ben } from "./sample-rooms.ts";
import { after, at, newId, oldId, spokenRoom, tombstone } from "./sample-series.ts";
import { assertInOrder, buildBoth, days, dayText, seriesSite, upgradedRooms } from "./series-world.ts";

describe("a room and the one that it was upgraded to", () => {
  test("are one story under one slug: the older one, the line of the upgrade, the newer one", async (context) => {
    const { update } = await seriesSite(context);
    const site = await update();
    assertInOrder(dayText(site, days.upgrade), "bittern", "straggler", "what follows was said in the new one", "egret");
    assert.match(dayText(site, days.first), /heron/);
    assert.match(dayText(site, days.last), /spoonbill/);
    assert.match(textAt(site, `${days.first}index.html`), /rel="next" href="\/general\/2025\/03\/03\/"/);
    for (const path of ["general/", "general/2025/", "general/2025/03/"])
      assert.match(dayText(site, path), /4 messages|5 messages/);
    assert.match(
      dayText(site, "general/"),
      /The room was upgraded on 3 March 2025; what was said before and after is here\./,
    );
    assert.equal(
      filesWith(site, "spoonbill").some((path) => path.startsWith("pagefind/rooms/general/")),
      true,
    );
  });

  test("links each message to its own room, and the series to the newest", async (context) => {
    const { update } = await seriesSite(context);
    const site = await update();
    const linksOn = (path: string) =>
      [...textAt(site, `${path}index.html`).matchAll(/https:\/\/matrix\.to\/#\/([^"?]+)/g)].map(([, link]) => link);
    assert.ok(linksOn(days.first).some((link) => link?.startsWith(`${oldId}/`)));
    assert.ok(linksOn(days.last).some((link) => link?.startsWith(`${newId}/`)));
    assert.ok(linksOn(days.upgrade).includes("%7Broom%7D/%7Bevent%7D"));
    const rooms = [...textAt(site, `${days.upgrade}index.html`).matchAll(/data-room="([^"]+)"/g)].map(
      ([, room]) => room,
    );
    assert.deepEqual(rooms, [oldId, oldId, newId]);
    assert.deepEqual(linksOn("general/"), [newId]);
  });

  test("grow together: what is said in the newer one changes its own days alone", async (context) => {
    const { server, world, update } = await seriesSite(context);
    await update();
    server.send(newId, textFrom(ben, "avocet", at("2025-03-05T10:00")));
    await world.crawl();
    const report = await build(world.config, world.store);
    const pages = report.written.filter((path) => /^general\/\d{4}\/\d\d\/\d\d\//.test(path));
    const day = "general/2025/03/05/";
    assert.deepEqual(pages, ["general/2025/03/04/index.html", `${day}index.html`, `${day}index.md`]);
    await update();
  });

  test("are joined when the upgrade happens: every page leads to the newer room from then on", async (context) => {
    const { server, update } = await seriesSite(context, {
      rooms: [
        spokenRoom(oldId, "2025-03-02T10:00", "heron", { name: "Shore" }),
        spokenRoom(newId, "2025-03-06T10:00", "egret", { ...after(oldId), name: "New Shore" }),
      ],
    });
    const before = await update();
    assert.deepEqual(filesWith(before, "egret"), []);
    server.send(oldId, tombstone(newId, "2025-03-05T12:00"));
    const site = await update();
    assert.match(dayText(site, "general/2025/03/06/"), /egret/);
    assert.match(textAt(site, `${days.first}index.html`), new RegExp(`matrix.to/#/${newId}\\?`));
  });

  test("lose only what is theirs when the newer one closes, and get it back", async (context) => {
    const { server, world, update } = await seriesSite(context);
    await update();
    server.send(newId, visibilityFrom(ada, "shared"));
    const site = await update();
    for (const word of ["egret", "spoonbill", "New Shore"]) {
      assert.deepEqual(filesWith(site, word), []);
      assert.deepEqual(filesWith(await readTree(world.store.folder), word), []);
    }
    assert.match(textAt(site, `${days.last}index.html`), /Something was removed here/);
    assertInOrder(dayText(site, days.upgrade), "bittern", "it goes on in a new one", "straggler");
    assert.match(dayText(site, "general/"), /3 messages/);
    server.send(newId, visibilityFrom(ada, "world_readable"));
    assert.match(dayText(await update(), days.last), /spoonbill/);
  });

  test("lose only what is theirs when the older one closes: then it is not told of", async (context) => {
    const { server, world, update } = await seriesSite(context);
    await update();
    server.send(oldId, visibilityFrom(ada, "shared"));
    const site = await update();
    for (const word of ["heron", "bittern", "straggler", oldId, ">Shore<"])
      assert.deepEqual(filesWith(site, word), [], word);
    for (const word of ["heron", "bittern", "straggler"])
      assert.deepEqual(filesWith(await readTree(world.store.folder), word), [], word);
    assert.match(textAt(site, `${days.first}index.html`), /Something was removed here/);
    assert.match(dayText(site, days.upgrade), /egret/);
    assert.doesNotMatch(dayText(site, "general/"), /upgrade/);
    server.send(oldId, visibilityFrom(ada, "world_readable"));
    assert.match(dayText(await update(), days.first), /heron/);
  });

  test("go from the site together when both close, with what stood under their slug", async (context) => {
    const { server, update } = await seriesSite(context);
    await update();
    for (const id of [oldId, newId]) server.send(id, visibilityFrom(ada, "shared"));
    const site = await update();
    assert.match(textAt(site, "general/index.html"), /no longer public here/);
    assert.deepEqual(filesWith(site, "egret"), []);
  });

  test("keep search engines out of all their pages as soon as one of them does", async (context) => {
    const { server, update } = await seriesSite(context, { rooms: manyMessages() });
    const isListed = (site: Tree) => !textAt(site, `${days.first}index.html`).includes("noindex");
    assert.equal(isListed(await update()), true);
    server.send(newId, stateFrom(ada, "m.room.robots", { "*": { follow: false } }));
    assert.equal(isListed(await update()), false);
    server.send(newId, visibilityFrom(ada, "shared"));
    assert.equal(isListed(await update()), true);
  });

  test("are parted by follow: false with the next build, and joined again", async (context) => {
    const { world, update, configOf } = await seriesSite(context);
    await update();
    const alone = await configOf({ general: { room: oldId, follow: false } });
    const site = await buildBoth(context, world, alone);
    assert.deepEqual(filesWith(site, "egret"), []);
    assert.match(textAt(site, `${days.last}index.html`), /Something was removed here/);
    assert.doesNotMatch(dayText(site, "general/2025/03/"), /spoonbill/);
    assert.match(dayText(await buildBoth(context, world, world.config), days.last), /spoonbill/);
  });

  test("keep their own slugs when both are listed, and lead to each other", async (context) => {
    const { update } = await seriesSite(context, { listed: { general: oldId, next: newId } });
    const site = await update();
    const tombstonePage = textAt(site, `${days.upgrade}index.html`);
    assert.match(tombstonePage, /upgraded the room: it goes on in <a href="\/next\/">New Shore<\/a>/);
    assert.doesNotMatch(dayText(site, days.upgrade), /egret/);
    assert.match(
      textAt(site, "general/index.html"),
      /This room was upgraded\. It goes on in\s*<a href="\/next\/">New Shore/,
    );
    assert.match(textAt(site, "next/index.html"), /This room is the upgrade of\s*<a href="\/general\/">Shore/);
    assert.match(dayText(site, "next/2025/03/04/"), /spoonbill/);
  });

  test("part when the newer one gets an entry of its own: its words move to its own pages", async (context) => {
    const { update, configOf } = await seriesSite(context);
    await update();
    const apart = await configOf({ general: oldId, next: newId });
    const site = await update(apart);
    assert.match(dayText(site, "next/2025/03/04/"), /spoonbill/);
    assert.match(textAt(site, `${days.last}index.html`), /Something was removed here/);
    assert.doesNotMatch(dayText(site, days.upgrade), /egret/);
    assert.match(dayText(await update(), days.last), /spoonbill/);
  });

  test("name no room that does not confirm the upgrade, although it is published itself", async (context) => {
    const [older] = upgradedRooms();
    const other = spokenRoom(newId, "2025-03-03T13:00", "egret", { name: "New Shore" });
    const { update } = await seriesSite(context, {
      rooms: [older ?? assert.fail(), other],
      listed: { general: oldId, next: newId },
    });
    const site = await update();
    assert.doesNotMatch(textAt(site, `${days.upgrade}index.html`), /\/next\//);
    assert.doesNotMatch(textAt(site, "next/index.html"), /upgrade/);
  });
});

function manyMessages(): RoomBuilder[] {
  const rooms = upgradedRooms();
  for (const word of ["one", "two", "three", "four", "five"])
    rooms[0]?.add(textFrom(ben, word, at("2025-03-02T10:05")));
  return rooms;
}
