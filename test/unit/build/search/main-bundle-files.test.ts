import assert from "node:assert/strict";
import { after, test } from "node:test";
import { mainBundleFiles, mainBundleKey } from "#build/search/main-bundle-files.ts";
import { closePagefind } from "#build/search/pagefind-index.ts";

after(closePagefind);

test("the main bundle holds script, worker, the wasm of its language and an index of one page", async () => {
  const names = (await mainBundleFiles({ language: "de-AT" })).map(({ path }) =>
    path.replace(/[a-z]+_[0-9a-f]+/u, "…"),
  );
  assert.deepEqual(names, [
    "pagefind/fragment/….pf_fragment",
    "pagefind/index/….pf_index",
    "pagefind/pagefind-entry.json",
    "pagefind/pagefind-worker.js",
    "pagefind/pagefind.….pf_meta",
    "pagefind/pagefind.js",
    "pagefind/wasm.de.pagefind",
  ]);
});

test("a language Pagefind has no stemmer for gets the wasm without one", async () => {
  const names = (await mainBundleFiles({ language: "ja" })).map(({ path }) => path);
  assert.ok(names.includes("pagefind/wasm.unknown.pagefind"));
});

test("the main bundle's key tells languages apart, not regions", () => {
  assert.equal(mainBundleKey("de"), mainBundleKey("de-AT"));
  assert.notEqual(mainBundleKey("de"), mainBundleKey("en"));
});
