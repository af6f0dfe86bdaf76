import assert from "node:assert/strict";
import { test } from "node:test";
import { day, site } from "#test/support/site.ts";
import { monthGridFor } from "#view/month-grid.ts";

function gridOf(month: string, days: readonly [string, number][] = []) {
  const counts = days.map(([date, messageCount]) => ({ day: day(date), messageCount }));
  return monthGridFor({
    siteUrl: site.url,
    language: "en",
    slug: "general",
    month,
    days: counts,
    busiest: Math.max(0, ...days.map(([, count]) => count)),
    linked: true,
  });
}

test("a month is whole weeks from Monday, every day once, in leap years too", () => {
  for (const [month, length, firstColumn] of [
    ["2024-02", 29, 3],
    ["2023-02", 28, 2],
    ["2026-02", 28, 6],
    ["2024-01", 31, 0],
    ["2024-12", 31, 6],
  ] as const) {
    const { weeks } = gridOf(month);
    assert.ok(weeks.every((week) => week.length === 7));
    const days = weeks.flat().filter((cell) => cell !== undefined);
    assert.deepEqual(
      days.map(({ label }) => Number(label)),
      Array.from({ length }, (_, index) => index + 1),
    );
    assert.equal(
      weeks[0]?.findIndex((cell) => cell !== undefined),
      firstColumn,
    );
  }
});

test("a day has a link when it has a page, with its count in words; the level is a quarter of the busiest", () => {
  const cells = gridOf("2024-03", [
    ["2024-03-01", 1],
    ["2024-03-02", 50],
    ["2024-03-03", 75],
    ["2024-03-31", 100],
    ["2024-03-04", 0],
  ]).weeks.flat();
  const cell = (date: string) => cells.find((one) => one?.day === date);
  assert.deepEqual(
    ["2024-03-01", "2024-03-02", "2024-03-03", "2024-03-31", "2024-03-04", "2024-03-05"].map(
      (date) => cell(date)?.level,
    ),
    [1, 2, 3, 4, 0, 0],
  );
  assert.equal(cell("2024-03-31")?.href, "/archive/general/2024/03/31/");
  assert.equal(cell("2024-03-01")?.description, "1 March 2024, 1 message");
  assert.equal(cell("2024-03-04")?.href, "/archive/general/2024/03/04/");
  assert.equal(cell("2024-03-05")?.href, undefined);
});

test("a month looks the same east and west of UTC", (context) => {
  const zone = process.env["TZ"];
  context.after(() => {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  });
  const [east, west] = ["Pacific/Kiritimati", "America/Los_Angeles"].map((name) => {
    process.env["TZ"] = name;
    return { grid: gridOf("2024-03", [["2024-03-31", 3]]), localHour: new Date(0).getHours() };
  });
  assert.notEqual(east?.localHour, west?.localHour);
  assert.deepEqual(east?.grid, west?.grid);
});

test("one lone message is no busy day", () => {
  assert.equal(
    gridOf("2024-03", [["2024-03-01", 1]])
      .weeks.flat()
      .find((cell) => cell?.label === "1")?.level,
    1,
  );
});
