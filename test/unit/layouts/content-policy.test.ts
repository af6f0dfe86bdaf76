import assert from "node:assert/strict";
import { test } from "node:test";
import { contentPolicyFor } from "#layouts/content-policy.ts";

test("a page that needs nothing may load styles, scripts and pictures of the site and nothing else", () => {
  assert.equal(
    contentPolicyFor("nothing"),
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; manifest-src 'self'; " +
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

test("media may come from one more origin where the operator publishes them there, and scripts may not", () => {
  const policy = contentPolicyFor("search", "https://media.example.org");
  assert.match(
    policy,
    /img-src 'self' https:\/\/media\.example\.org; media-src 'self' https:\/\/media\.example\.org; /,
  );
  assert.equal(policy.split("https://media.example.org").length, 3);
});

test("no policy allows inline code, inline styles or another origin", () => {
  for (const needs of ["nothing", "own-pages", "search"] as const) {
    assert.doesNotMatch(contentPolicyFor(needs), /unsafe-inline|'unsafe-eval'|https?:|data:|blob:|\*/);
  }
});
