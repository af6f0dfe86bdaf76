import assert from "node:assert/strict";
import { test } from "node:test";
import { aliasFor, shortIdSaltFor } from "#lib/alias-for.ts";
import { aliasQualities, aliasThings } from "#lib/alias-words.ts";

test("an alias is two words, the same each time, and another one for another seed, person or attempt", () => {
  const alias = aliasFor("seed", "@ann:example.org");
  assert.match(alias, /^[a-z]+ [a-z]+$/);
  assert.equal(aliasFor("seed", "@ann:example.org"), alias);
  const others = [
    aliasFor("other seed", "@ann:example.org"),
    aliasFor("seed", "@bob:example.org"),
    aliasFor("seed", "@ann:example.org", 1),
  ];
  assert.equal(new Set([alias, ...others]).size, 4);
});

test("aliases spread over all words", () => {
  const aliases = Array.from({ length: 5000 }, (_, index) => aliasFor("seed", `@${index}:example.org`));
  const used = new Set(aliases.flatMap((alias) => alias.split(" ")));
  assert.equal(used.size, aliasQualities.length + aliasThings.length);
  assert.ok(new Set(aliases).size > 4600, `${new Set(aliases).size} of 5000`);
});

test("where two words were taken eight times, a third one comes in front", () => {
  assert.match(aliasFor("seed", "@ann:example.org", 8), /^[a-z]+ [a-z]+ [a-z]+$/);
});

test("no word is there twice, and none tells more than itself", () => {
  const words = [...aliasQualities, ...aliasThings];
  assert.equal(new Set(words).size, words.length);
  for (const word of words) assert.match(word, /^[a-z]{3,14}$/);
});

test("the salt of short ids tells nothing of the seed", () => {
  assert.doesNotMatch(shortIdSaltFor("seed"), /seed/);
  assert.notEqual(shortIdSaltFor("seed"), shortIdSaltFor("other"));
});
