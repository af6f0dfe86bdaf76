import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsFor } from "#view/strings/words.ts";

test("one is counted in the singular, everything else in the plural", () => {
  const { count } = wordsFor("en");
  assert.deepEqual(
    [0, 1, 2].map((number) => count("messages", number)),
    ["0 messages", "1 message", "2 messages"],
  );
});

test("numbers are written as the page's language writes them", () => {
  assert.equal(wordsFor("en").number(12_345), "12,345");
  assert.equal(wordsFor("de").number(12_345), "12.345");
});

test("a mark without a value stays, and a value that looks like a mark is not filled again", () => {
  assert.equal(wordsFor("en").fill("timesInZone", {}), "Times are shown for {zone}.");
  assert.equal(wordsFor("en").fill("monthCount", { month: "{count}", count: "3" }), "{count} 3");
});
