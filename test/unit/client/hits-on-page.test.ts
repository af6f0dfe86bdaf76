import assert from "node:assert/strict";
import { test } from "node:test";
import { excerptFor } from "#client/search/excerpt-for.ts";
import { hitsOnPage } from "#client/search/hits-on-page.ts";
import type { PagefindPage } from "#client/search/pagefind-module.ts";
import { parseSearchQuery } from "#client/search/search-query.ts";

const page = pageOf(
  [
    ["Ann", "the gauge at the pier stands still"],
    ["Bea", "the storm took the pier"],
    ["Ann", "gauge and storm are friends", "l"],
  ],
  ["gauge", "storm"],
);

test("of messages with some of the words, those with the most stay", () => {
  assert.deepEqual(idsFor("gauge storm"), ["m2"]);
});

test("a word that stands nowhere on the page means no hit, though Pagefind passes it over", () => {
  assert.deepEqual(idsFor("gauge submarine"), []);
});

test("what Pagefind shortened a word to is no hit, a stem of it is", () => {
  const found = pageOf([["Ann", "run c condition condenser relate stop"]], []);
  const standingFor = (asked: string) =>
    [...found.content.split(" ").entries()]
      .filter(([place]) => hitsOnPage({ ...found, locations: [place] }, parseSearchQuery(asked)).length > 0)
      .map(([, word]) => word);
  assert.deepEqual(standingFor("condensed"), ["condenser"]);
  assert.deepEqual(standingFor("running"), ["run"]);
  assert.deepEqual(standingFor("relational"), ["relate"]);
  assert.deepEqual(standingFor("zzzz"), []);
  assert.deepEqual(standingFor("c"), ["c", "condition", "condenser"]);
});

test("a phrase must stand in one message, whatever its case and accents", () => {
  assert.deepEqual(idsFor('"Gaugé AT the"', [1, 2, 3]), ["m0"]);
  assert.deepEqual(idsFor('"storm gauge"'), []);
});

test("sender and kind choose among the messages", () => {
  assert.deepEqual(idsFor("gauge from:ann has:link"), ["m2"]);
  assert.deepEqual(idsFor("storm from:bea"), ["m1"]);
  assert.deepEqual(idsFor("from:ann", []), ["m0", "m2"]);
});

test("a hit knows the messages before and after it, and its address", () => {
  const [hit] = hitsOnPage(page, parseSearchQuery("storm from:bea"));
  assert.deepEqual([hit?.before?.author, hit?.after?.author, hit?.href], ["Ann", "Ann", "/general/2024/03/05/#m1"]);
});

test("a page of text without spaces is cut where the index cut it, and says nothing about neighbours", () => {
  const raw = ["潮位", "計", "&lt;", "故障", " ", "です"].join("\u200B");
  const [hit] = hitsOnPage(
    { ...page, raw_content: raw, content: "", locations: [0, 1], anchors: [anchor(0, "Yuki", 0)] },
    parseSearchQuery("潮位計"),
  );
  assert.ok(hit);
  assert.equal(hit.before, undefined);
  assert.deepEqual(excerptFor(hit.text), [
    { text: "潮位計", marked: true },
    { text: "<故障 です", marked: false },
  ]);
});

test("an excerpt shows the densest place, with the cuts marked", () => {
  const words = Array.from({ length: 200 }, (_, index) => `w${index}`);
  const parts = excerptFor({ words, marked: new Set([3, 120, 122]), joiner: " " }, 10);
  assert.deepEqual(parts, [
    { text: "… w118 w119 ", marked: false },
    { text: "w120", marked: true },
    { text: " w121 ", marked: false },
    { text: "w122", marked: true },
    { text: " w123 w124 w125 w126 w127 …", marked: false },
  ]);
});

test("an excerpt of a short message is the whole message", () => {
  const parts = excerptFor({ words: ["a", "b"], marked: new Set([0, 1]), joiner: " " });
  assert.deepEqual(parts.map(({ text }) => text).join(""), "a b");
});

function idsFor(text: string, marks?: readonly number[]): readonly string[] {
  const found = { ...page, locations: marks ?? page.locations };
  return hitsOnPage(found, parseSearchQuery(text)).map(({ href }) => href.split("#")[1] ?? "");
}

function pageOf(messages: readonly (readonly [string, string, string?])[], marked: readonly string[]): PagefindPage {
  const words: string[] = [];
  const anchors = messages.map(([author, text, flags], index) => {
    const made = anchor(index, author, words.length, flags);
    words.push(...text.split(" "));
    return made;
  });
  const locations = [...words.keys()].filter((place) => marked.includes(words[place] ?? ""));
  const content = words.join(" ");
  return { url: "/general/2024/03/05/", content, raw_content: content, locations, filters: {}, anchors };
}

function anchor(index: number, author: string, location: number, flags = "") {
  return { id: `m${index}`, title: `2024-03-05T14:0${index}:00Z|${flags}|${author}`, location };
}
