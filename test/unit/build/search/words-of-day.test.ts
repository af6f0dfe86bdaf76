import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsOfDay } from "#build/search/words-of-day.ts";
import { searchDay } from "#test/support/search-days.ts";

test("the words of a day are those of all its pages; text without spaces counts two letters for a word", () => {
  const day = searchDay("general", "2024-01-02", [
    [{ by: "Ann", text: "潮位計が止まった" }],
    [{ by: "Bea", text: "since when?" }],
  ]);
  assert.equal(wordsOfDay(day), 7);
});
