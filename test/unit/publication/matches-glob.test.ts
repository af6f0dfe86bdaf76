import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { matchesGlob } from "#publication/matches-glob.ts";

describe("globs of user ids", () => {
  const cases: readonly [glob: string, text: string, matches: boolean][] = [
    ["@alice:example.org", "@alice:example.org", true],
    ["@alice:example.org", "@alice:example.org.evil", false],
    ["@alice:example.org", "@xalice:example.org", false],
    ["*:example.org", "@bob:example.org", true],
    ["*:example.org", "@bob:example.com", false],
    ["@irc_*", "@irc_bob:example.org", true],
    ["@a?ice:*", "@alice:example.org", true],
    ["@a?ice:*", "@aice:example.org", false],
    ["@a*b*c", "@aXbYbZc", true],
    ["@a*b*c", "@aXbYbZ", false],
    ["", "", true],
    ["*", "", true],
    ["?", "", false],
    // Signs that an expression would give a meaning to stand for themselves.
    ["@a.c:example.org", "@abc:example.org", false],
    ["@(a|b)+:x", "@(a|b)+:x", true],
  ];
  for (const [glob, text, matches] of cases) {
    test(`${glob} ${matches ? "names" : "does not name"} ${text === "" ? "nothing" : text}`, () => {
      assert.equal(matchesGlob(glob, text), matches);
    });
  }

  test("a thousand stars cost no more than the product of both lengths", () => {
    assert.equal(matchesGlob(`${"*a".repeat(1000)}b`, "a".repeat(2000)), false);
  });
});
