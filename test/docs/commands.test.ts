import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createProgram } from "#scripts/command-line.ts";

const documented = readFileSync(new URL("../../docs/commands.md", import.meta.url), "utf8");
const program = createProgram("0.0.0", async () => {});

test("docs/commands.md lists every command", () => {
  for (const command of program.commands) {
    if (command.name() !== "help") assert(documented.includes(`| \`daybook ${command.name()}\` `), command.name());
  }
});

test("docs/commands.md explains every flag beside the commands that have it", () => {
  const rows = documented.split("\n");
  for (const { long } of program.options)
    assert(
      rows.some((row) => row.startsWith(`| \`${long}`)),
      String(long),
    );
  for (const command of program.commands) {
    for (const { long } of command.options) {
      const row = rows.find(
        (line) => line.includes(`\`${long}\``) && line.split("|")[1]?.includes(`\`${command.name()}\``),
      );
      assert(row !== undefined, `${command.name()} ${long}`);
    }
  }
});
