import assert from "node:assert/strict";
import { test } from "node:test";
import { hostFitsFor } from "#operations/host-limits.ts";

test("a site is held against each host's limits, and every limit it breaks is named", () => {
  const small = hostFitsFor({ files: 20_000, sizeBytes: 1_000_000_000 });
  assert(small.every(({ fits }) => fits));
  const large = hostFitsFor({ files: 200_001, sizeBytes: 1_000_000_001, largestFileBytes: 30_000_000 });
  assert.deepEqual(
    large.map(({ host, over }) => `${host}: ${over.join(", ")}`),
    [
      "GitHub Pages: more than 1 GB",
      "GitLab Pages: more than 200,000 files, more than 1 GB",
      "Cloudflare Pages (free): more than 20,000 files, a file of more than 25 MiB",
      "Cloudflare Pages (paid): more than 100,000 files, a file of more than 25 MiB",
    ],
  );
});
