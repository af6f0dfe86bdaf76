import assert from "node:assert/strict";
import { test } from "node:test";
import { editDistance, nearestWord } from "#config/nearest-word.ts";

test("the distance counts insertions, deletions, replacements and swaps", () => {
  assert.equal(editDistance("", "abc"), 3);
  assert.equal(editDistance("kitten", "sitting"), 3);
  assert.equal(editDistance("title", "tilte"), 1);
  assert.equal(editDistance("same", "same"), 0);
});

test("a mistyped word finds its neighbour and a foreign one finds none", () => {
  const known = ["title", "tokenFile", "index", "offRecord"];
  assert.equal(nearestWord("tilte", known), "title");
  assert.equal(nearestWord("token_file", known), "tokenFile");
  assert.equal(nearestWord("indexed", known), "index");
  assert.equal(nearestWord("colour", known), undefined);
});
