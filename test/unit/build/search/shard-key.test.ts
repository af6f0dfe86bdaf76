import assert from "node:assert/strict";
import { test } from "node:test";
import { pieceKey } from "#build/search/shard-key.ts";
import type { CalendarDay } from "#lib/calendar-day.ts";

const english = { language: "en" };
const first = { day: "2024-03-05" as CalendarDay, searchKey: "one" };
const second = { day: "2024-03-06" as CalendarDay, searchKey: "two" };

test("days that gave the same text have the same key, whatever else is known of them", () => {
  const counted = { ...first, words: 7 };
  assert.equal(pieceKey([counted, second], english), pieceKey([first, second], english));
});

test("the key of a piece changes with a day's text, with a day more or less, and with the language", () => {
  const keys = [
    pieceKey([first, second], english),
    pieceKey([first, { ...second, searchKey: "three" }], english),
    pieceKey([first], english),
    pieceKey([second], english),
    pieceKey([first, second], { language: "de" }),
  ];
  assert.equal(new Set(keys).size, keys.length);
});
