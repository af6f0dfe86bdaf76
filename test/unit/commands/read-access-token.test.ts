import assert from "node:assert/strict";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { readAccessToken } from "#scripts/commands/support/read-access-token.ts";
import { temporaryFolder } from "#test/support/temporary-folder.ts";

/** What reading gives or throws, and what was warned about. */
async function reading(
  t: TestContext,
  file: string | undefined,
  { variable = undefined as string | undefined, mode = 0o600 } = {},
) {
  const tokenFile = file === undefined ? undefined : join(await temporaryFolder(t), "token");
  if (tokenFile !== undefined && file !== undefined) {
    await writeFile(tokenFile, file);
    await chmod(tokenFile, mode);
  }
  const warnings: string[] = [];
  const log = { info: () => {}, debug: () => {}, warn: (line: string) => warnings.push(line) };
  const read = () => readAccessToken({ tokenFile, environment: { DAYBOOK_ACCESS_TOKEN: variable }, log });
  return { read, warnings };
}

test("the environment comes before the file, and ends of lines do not count", async (t) => {
  assert.equal((await reading(t, "from-file", { variable: "from-environment\n" })).read(), "from-environment");
  assert.equal((await reading(t, "\u{FEFF}from-file\r\n")).read(), "from-file");
  assert.equal((await reading(t, "from-file", { variable: "" })).read(), "from-file");
});

test("a token that is missing, empty or more than a token is answered with what to do", async (t) => {
  assert.throws(
    (await reading(t, undefined)).read,
    /^UsageError: No access token: DAYBOOK_ACCESS_TOKEN is not set[^]*tokenFile: \.\/token$/,
  );
  assert.throws((await reading(t, " \n")).read, /The token file .* is empty/);
  assert.throws((await reading(t, "two words")).read, /The token file .* holds more than a token/);
  assert.throws(
    (await reading(t, "x", { variable: "a\nb" })).read,
    /variable DAYBOOK_ACCESS_TOKEN holds more than a token/,
  );
});

test("a token written where its file's path belongs is not repeated", () => {
  const tokenFile = "/srv/syt_c2VjcmV0_abcdef_123";
  const log = { info: () => {}, debug: () => {}, warn: () => {} };
  assert.throws(
    () => readAccessToken({ tokenFile, environment: {}, log }),
    (error) =>
      error instanceof Error && !error.message.includes("c2VjcmV0") && error.message.includes("does not exist"),
  );
});

test("a token file that other users may read is warned about", { skip: process.platform === "win32" }, async (t) => {
  for (const [mode, count] of [
    [0o600, 0],
    [0o400, 0],
    [0o640, 1],
    [0o644, 1],
  ] as const) {
    const { read, warnings } = await reading(t, "secret-token", { mode });
    assert.equal(read(), "secret-token");
    assert.equal(warnings.length, count, mode.toString(8));
    assert(!warnings.join().includes("secret-token"));
  }
});
