import assert from "node:assert/strict";
import { test } from "node:test";
import { memberFrom, textFrom } from "#sample/new-event.ts";
import { filesWith, textAt, type Tree } from "../support/site-build.ts";
import { ada, ben } from "./sample-rooms.ts";
import { after, at, newId, oldId, spokenRoom, tombstone } from "./sample-series.ts";
import { days, seriesSite, upgradedRooms } from "./series-world.ts";

function wordsOn(site: Tree, path: string): readonly string[] {
  return textAt(site, `${path}index.html`).match(/\b(?:heron|egret)-\w+\b/g) ?? [];
}

test("the parts of a long day hold over both rooms, also when something turns up in the older one later", async (context) => {
  const [older, newer] = [
    spokenRoom(oldId, "2025-03-03T09:00", "before"),
    spokenRoom(newId, "2025-03-03T12:00", "afterwards", after(oldId)),
  ];
  const said = { heron: 200, egret: 500 };
  for (let nth = 0; nth < said.heron; nth += 1) older.add(textFrom(ben, `heron-${nth}`, at("2025-03-03T09:30")));
  for (let nth = 0; nth < said.egret; nth += 1) newer.add(textFrom(ben, `egret-${nth}`, at("2025-03-03T12:30")));
  older.add(tombstone(newId, "2025-03-03T11:00"));
  const { server, update } = await seriesSite(context, { rooms: [older, newer] });
  const parts = (site: Tree) => [wordsOn(site, days.upgrade), wordsOn(site, `${days.upgrade}2/`)];
  const [one = [], two = []] = parts(await update());
  const all = Object.entries(said).flatMap(([word, count]) =>
    Array.from({ length: count }, (_, nth) => `${word}-${nth}`),
  );
  assert.deepEqual(
    [...one, ...two].filter((word, nth, list) => list.indexOf(word) === nth),
    all,
  );
  assert.ok(one.includes("egret-0") && two.includes("egret-499"), "the cut is in the newer room");

  server.send(oldId, textFrom(ben, "heron-late", at("2025-03-03T11:30")));
  const [longer = [], same] = parts(await update());
  assert.deepEqual(same, two, "no address moves");
  assert.ok(longer.indexOf("heron-late") > longer.indexOf("heron-199"));
  assert.ok(longer.indexOf("heron-late") < longer.indexOf("egret-0"));
});

test("people are called the same in all rooms of a series that hides names, whichever of them told the name", async (context) => {
  const [older, newer] = upgradedRooms();
  older?.add(memberFrom(ben, "Bertram Quill", at("2025-03-03T08:00")));
  newer?.add(textFrom(ada, "Bertram Quill: said so", at("2025-03-04T11:00")));
  const rooms = [older ?? assert.fail(), newer ?? assert.fail()];
  const listed = { general: { room: oldId, names: "pseudonym" } };
  const { update } = await seriesSite(context, { rooms, listed });
  const site = await update();
  for (const name of ["Quill", "Bertram", ben, ada, "ben:"]) assert.deepEqual(filesWith(site, name), [], name);
  const authorOf = (path: string, word: string): string | undefined =>
    new RegExp(`Permalink to ([^"]+)’s message, \\d\\d:\\d\\d"(?:(?!Permalink to)[^])*?${word}`).exec(
      textAt(site, `${path}index.html`),
    )?.[1];
  const [before, later] = [authorOf(days.upgrade, "bittern"), authorOf(days.last, "spoonbill")];
  assert.ok(before !== undefined && before !== "");
  assert.equal(later, before);
  assert.match(textAt(site, `${days.last}index.html`), new RegExp(`${before}: said so`));
});

test("who opts out leaves every room of a series", async (context) => {
  const { world, update } = await seriesSite(context);
  await update();
  const publication = { ...world.config.publication, optOut: [ben] };
  const site = await update({ ...world.config, publication });
  for (const word of ["bittern", "straggler", "spoonbill"]) assert.deepEqual(filesWith(site, word), [], word);
  for (const word of ["heron", "egret"]) assert.ok(filesWith(site, word).length > 0, word);
});
