import assert from "node:assert/strict";
import { test } from "node:test";
import { maskFor } from "#matrix/secret-mask.ts";

test("the token is masked wherever it stands, percent-encoded too", () => {
  const mask = maskFor("syt_a+b/c==");
  assert.equal(mask("?access_token=syt_a%2Bb%2Fc%3D%3D&x syt_a+b/c== syt_a+b/c=="), "?access_token=***&x *** ***");
});

test("control characters and direction marks of a server do not reach the terminal", () => {
  assert.equal(maskFor("t0ken")("a\u001B[31mb\r\nc\u202Ed\uD800"), "a [31mb c d\u{FFFD}");
});

test("without a token nothing is masked", () => assert.equal(maskFor("")("plain words"), "plain words"));
