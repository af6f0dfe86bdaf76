import assert from "node:assert/strict";
import { test } from "node:test";
import { createProgram } from "#scripts/command-line.ts";
import { readProject } from "#test/support/read-project.ts";

const text = await readProject("docs/privacy.md");
const program = createProgram("0.0.0", async () => {});

test("docs/privacy.md names only commands and flags that exist", () => {
  const named = [...text.matchAll(/daybook ([a-z]+)((?: [^`|]*)?)`/g)];
  assert.ok(named.length > 8);
  for (const [, name = "", rest = ""] of named) {
    const command = program.commands.find((one) => one.name() === name);
    assert.ok(command !== undefined, name);
    for (const [flag] of rest.matchAll(/--[a-z-]+/g))
      assert.ok(
        command.options.some(({ long }) => long === flag),
        `${name} ${flag}`,
      );
  }
});

test("docs/privacy.md says how each thing is removed that the command can remove", () => {
  const remove = program.commands.find((one) => one.name() === "remove");
  const things = ["event", "user", "day", "room", "network", "media"];
  assert.ok(remove !== undefined);
  for (const thing of things) assert.ok(text.includes(`daybook remove --${thing} `), thing);
  const others = ["reason", "undo", "list", "build"];
  const known = remove.options.map(({ long }) => long?.replace(/^--(?:no-)?/, ""));
  assert.deepEqual(new Set(known.filter((name) => name !== "help")), new Set([...things, ...others]));
});
