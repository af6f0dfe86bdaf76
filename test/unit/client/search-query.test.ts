import assert from "node:assert/strict";
import { test } from "node:test";
import { isEmptyQuery, parseSearchQuery, queryFor } from "#client/search/search-query.ts";

test("words, phrases and operators are told apart", () => {
  assert.deepEqual(
    parseSearchQuery('tide "storm surge" in:general FROM:"Ann Lee" before:2024-03 after:2023 has:Link has:code'),
    {
      words: ["tide", "storm", "surge"],
      phrases: ["storm surge"],
      room: "general",
      author: "Ann Lee",
      before: "2024-03",
      after: "2023",
      has: ["link", "code"],
    },
  );
});

test("an operator whose value makes no sense is a word like any other", () => {
  assert.deepEqual(parseSearchQuery("before:lunch has:fun std::vector built-in:yes").words, [
    "before:lunch",
    "has:fun",
    "std::vector",
    "built-in:yes",
  ]);
});

test("the last of several rooms or dates counts", () => {
  const query = parseSearchQuery("in:a in:b before:2020 before:2021");
  assert.deepEqual([query.room, query.before], ["b", "2021"]);
});

test("signs alone, an open quotation mark and empty phrases are no words", () => {
  const query = parseSearchQuery('… tide "" -- " ! "open');
  assert.deepEqual([query.words, query.phrases], [["tide", "open"], []]);
});

test("a query is empty only when there is nothing to go by", () => {
  assert.equal(isEmptyQuery(parseSearchQuery("  ?! ")), true);
  assert.equal(isEmptyQuery(parseSearchQuery("has:image")), false);
  assert.equal(isEmptyQuery(parseSearchQuery("潮")), false);
});

test("the fields beside the box ask for the same as its operators, and a sender in the box counts for more", () => {
  const beside = queryFor({ q: "tide has:code", from: "Ann", has: "link" });
  assert.deepEqual([beside.words, beside.author, beside.has], [["tide"], "Ann", ["code", "link"]]);
  assert.equal(queryFor({ q: "tide from:bea", from: "Ann", has: "" }).author, "bea");
  assert.equal(isEmptyQuery(queryFor({ q: "", from: "", has: "" })), true);
  assert.equal(isEmptyQuery(queryFor({ q: "", from: "", has: "image" })), false);
});
