import assert from "node:assert/strict";
import { test } from "node:test";
import { nearestDays } from "#client/not-found/nearest-days.ts";
import { repairedPath } from "#client/not-found/repaired-path.ts";

const places = new Map([
  ["#general:example.org", "general"],
  ["!abc:example.org", "general"],
  ["general", "general"],
]);

test("aliases and ids of rooms lead to their slug, with sigil or without, however often encoded", () => {
  for (const path of [
    "%23general:example.org/",
    "%23general%3Aexample.org",
    "%2523general%253Aexample.org/",
    "general:example.org",
    "%21ABC:example.org/",
  ])
    assert.equal(repairedPath(path, places), "general/", path);
  assert.equal(repairedPath("%23general:example.org/2024/03/05/", places), "general/2024/03/05/");
});

test("case, slashes, dates and the signs around an address are put right", () => {
  for (const path of ["General/2024/03/05", "general/2024/3/5/", "general//2024-03-05/", "general/2024/03/05/).,"])
    assert.equal(repairedPath(path, places), "general/2024/03/05/", path);
  assert.equal(repairedPath("general/2024/3/5/2", places), "general/2024/03/05/2/");
  assert.equal(repairedPath("general/2024/03/05/index.html", places), "general/2024/03/05/");
  assert.equal(repairedPath("General/Feed.xml", places), "general/feed.xml");
});

test("an address that is right already stays, and one that is no text has no meaning", () => {
  for (const path of ["general/2024/03/05/", "404.html", "about/", "constructor/", ""])
    assert.equal(repairedPath(path, places), path);
  assert.equal(repairedPath("general/%E0%A4%A", places), undefined);
});

test("the nearest days come from the day's own month, or from the months beside it", async () => {
  const pages: Readonly<Record<string, readonly string[]>> = {
    "general/": ["2023/12/", "2024/03/", "2024/", "search/"],
    "general/2023/12/": ["2023/12/30/", "2023/12/31/", "2024/03/"],
    "general/2024/03/": ["2024/03/02/", "2024/03/09/", "2023/12/"],
  };
  const around = async (day: string) => nearestDays("general", day, async (path) => pages[path] ?? []);
  assert.deepEqual(await around("2024-03-05"), { before: "2024-03-02", after: "2024-03-09" });
  assert.deepEqual(await around("2024-03-01"), { before: "2023-12-31", after: "2024-03-02" });
  assert.deepEqual(await around("2024-02-01"), { before: "2023-12-31", after: "2024-03-02" });
  assert.deepEqual(await around("2020-01-01"), { before: undefined, after: "2023-12-30" });
  assert.deepEqual(await around("2030-01-01"), { before: "2024-03-09", after: undefined });
});
