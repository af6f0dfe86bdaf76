import assert from "node:assert/strict";
import { test } from "node:test";
import { contentPolicyFor } from "#layouts/content-policy.ts";

test("a page that needs nothing may load styles, scripts and pictures of the site and nothing else", () => {
  assert.equal(
    contentPolicyFor("nothing"),
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; manifest-src 'self'; " +
      "base-uri 'none'; form-action 'self'",
  );
});

test("only the search page may compile WebAssembly and start workers", () => {
  assert.match(
    contentPolicyFor("search"),
    /script-src 'self' 'wasm-unsafe-eval'; .*connect-src 'self'; worker-src 'self'/,
  );
  assert.doesNotMatch(contentPolicyFor("own-pages"), /wasm|worker/);
  assert.match(contentPolicyFor("own-pages"), /connect-src 'self'/);
});

test("no policy allows inline code, inline styles or another origin", () => {
  for (const needs of ["nothing", "own-pages", "search"] as const) {
    assert.doesNotMatch(contentPolicyFor(needs), /unsafe-inline|'unsafe-eval'|https?:|data:|blob:|\*/);
  }
});
