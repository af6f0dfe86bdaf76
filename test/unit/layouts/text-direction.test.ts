import assert from "node:assert/strict";
import { test } from "node:test";
import { textDirectionOf } from "#layouts/text-direction.ts";

test("a page in Hebrew, Arabic or Persian runs from right to left, whatever its region", () => {
  for (const language of ["he", "ar-EG", "FA", "ur-PK"]) assert.equal(textDirectionOf(language), "rtl", language);
});

test("every other page runs from left to right", () => {
  for (const language of ["en", "de-AT", "ja", "arn", ""]) assert.equal(textDirectionOf(language), "ltr", language);
});
