import assert from "node:assert/strict";
import { test } from "node:test";
import { readText } from "#matrix/content-text.ts";
import { withoutIrcFormat } from "#matrix/without-irc-format.ts";

const cases: readonly (readonly [given: string, expected: string])[] = [
  ["\u{3}04red\u{3} and plain", "red and plain"],
  ["\u{3}4,12both\u{3}", "both"],
  ["\u{3}4,5x", "x"],
  ["\u{3}123 apples", "3 apples"],
  ["\u{3},5 left alone", ",5 left alone"],
  ["\u{4}ff0000,00FF00hex\u{4}", "hex"],
  [
    "\u{2}bold\u{2} \u{1d}italic\u{f} \u{1f}under\u{1e}struck\u{11}mono\u{16}reverse",
    "bold italic understruckmonoreverse",
  ],
  ["a line\n\tand another, 12,34", "a line\n\tand another, 12,34"],
];
for (const [given, expected] of cases)
  test(`${JSON.stringify(given)} reads "${expected}"`, () => assert.equal(withoutIrcFormat(given), expected));

test("no body, no HTML and no text block of a message keeps the codes", () => {
  const red = "\u{3}04tide\u{3}";
  const html = { body: red, format: "org.matrix.custom.html", formatted_body: `<b>${red}</b>` };
  assert.deepEqual(readText(html), { body: "tide", html: "<b>tide</b>" });
  for (const block of [red, [{ body: red }]])
    assert.deepEqual(readText({ "m.text": block }), { body: "tide", html: undefined });
});
