import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveLimits } from "#media/derive-limits.ts";
import { safeTypes, type SafeType } from "#media/safe-types.ts";
import { readProject, tableRows } from "#test/support/read-project.ts";

const text = await readProject("docs/media.md");
const section = (title: string): string => text.split(/^## /m).find((part) => part.startsWith(title)) ?? "";

test("docs/media.md names every ending that a published file may have, and its type", () => {
  const documented = tableRows(section("Names and types")).map(([ending = "", type = ""]) => [ending, type]);
  const made = Object.values<SafeType>(safeTypes).map(({ extension, mimeType }) => [
    `\`${extension}\``,
    `\`${mimeType}\``,
  ]);
  assert.deepEqual(documented, made);
});

test("docs/media.md names the limits that hold", () => {
  const documented = tableRows(section("Limits")).map(([, value = ""]) => value);
  const { pixels, memoryBytes, timeoutMs, frames, framePixels, movingBytes, fullSide } = deriveLimits;
  const counts = [frames, framePixels, movingBytes, fullSide].map((count) => count.toLocaleString("en"));
  const held = [pixels.toLocaleString("en"), `${memoryBytes / 2 ** 20} MiB`, `${timeoutMs / 1000} s`, ...counts];
  assert.deepEqual(documented, held);
});
