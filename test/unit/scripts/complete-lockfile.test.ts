import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { completeLockfile, type Lockfile } from "#scripts/lockfile/complete-lockfile.ts";

test("the committed lockfile lets npm ci run on every platform without a compiler", async () => {
  const committed = await readFile(new URL("../../../package-lock.json", import.meta.url), "utf8");
  const complete = completeLockfile(JSON.parse(committed) as Lockfile);
  assert.equal(committed, `${JSON.stringify(complete, null, 2)}\n`, "run: node scripts/complete-lockfile.ts");
});

test("a native binding that the lockfile forgot gets an entry for its platform only", () => {
  const packages = {
    "": {},
    "node_modules/tool": {
      dev: true,
      license: "MIT",
      optionalDependencies: {
        "@tool/linux-x64-gnu": "1.0.0",
        "@tool/linux-arm-musleabihf": "1.0.0",
        "@tool/windows-arm64": "1.0.0",
        "@tool/wasm32-wasi": "1.0.0",
        fsevents: "~2.3.3",
      },
    },
    "node_modules/@tool/linux-x64-gnu": { version: "1.0.0", os: ["linux"], cpu: ["x64"] },
  };
  const { packages: complete } = completeLockfile({ packages });
  const common = { version: "1.0.0", dev: true, license: "MIT", optional: true };
  assert.deepEqual(complete, {
    ...packages,
    "node_modules/@tool/linux-arm-musleabihf": { ...common, os: ["linux"], cpu: ["arm"], libc: ["musl"] },
    "node_modules/@tool/windows-arm64": { ...common, os: ["win32"], cpu: ["arm64"] },
    "node_modules/@tool/wasm32-wasi": { ...common, cpu: ["wasm32"] },
  });
});

test("a binding whose platform its name does not tell is not guessed", () => {
  const packages = { "node_modules/tool": { optionalDependencies: { "@tool/extra": "1.0.0" } } };
  assert.throws(() => completeLockfile({ packages }), /@tool\/extra/);
});
