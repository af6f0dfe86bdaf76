import assert from "node:assert/strict";
import { test } from "node:test";
import { slugForAlias, slugProblem } from "#config/slug.ts";
import { parseRoomAlias } from "#matrix/ids.ts";

test("a slug follows from the name in the alias, whatever its spelling", () => {
  const slugs: Readonly<Record<string, string | undefined>> = {
    "#general:example.org": "general",
    "#Café_Talk:example.org": "cafe-talk",
    "#dev.ops--help!:example.org": "dev-ops-help",
    "#_irc_#rust:example.org": "irc-rust",
    "#42:example.org": "42",
    "#общий:example.org": undefined,
    "#общий-2:example.org": undefined,
    "#---:example.org": undefined,
  };
  for (const [text, slug] of Object.entries(slugs)) {
    const alias = parseRoomAlias(text);
    assert(alias !== undefined);
    assert.equal(slugForAlias(alias), slug, text);
  }
});

test("no room can take an address of the site or a name that some file systems lack", () => {
  for (const slug of ["search", "about", "go", "media", "pagefind", "_astro", "404", "feed.xml", "nul", "com1"]) {
    assert.notEqual(slugProblem(slug), undefined, slug);
  }
  for (const slug of ["", "a--b", "-a", "a-", "Ä", "a/b", "..", "a".repeat(65)]) {
    assert.notEqual(slugProblem(slug), undefined, slug);
  }
  for (const slug of ["a", "searching", "rust-2024", "a".repeat(64)]) assert.equal(slugProblem(slug), undefined, slug);
});
