import assert from "node:assert/strict";
import { test } from "node:test";
import { runLanes, type Tool } from "#scripts/check/run-lanes.ts";

const says = (name: string, text: string, code: number): Tool => ({
  name,
  command: [process.execPath, "-e", `console.log(${JSON.stringify(text)}); process.exitCode = ${code}`],
});

test("tools that pass leave no word", async () => {
  assert.deepEqual(await runLanes([[says("a", "fine", 0)], [says("b", "fine", 0)]], "."), []);
});

test("a tool that fails is named with all it printed, and keeps no other from running", async () => {
  const lanes = [[says("a", "broken", 3), says("after a", "broken too", 1)], [says("b", "also broken", 1)]];
  assert.deepEqual(await runLanes(lanes, "."), [
    { name: "a", output: "broken" },
    { name: "after a", output: "broken too" },
    { name: "b", output: "also broken" },
  ]);
});

test("a tool that fails without a word is still reported", async () => {
  const lanes = [[{ name: "mute", command: [process.execPath, "-e", "process.exitCode = 2"] as const }]];
  assert.deepEqual(await runLanes(lanes, "."), [{ name: "mute", output: "ended with 2 and said nothing" }]);
});

test("a tool that is not there is reported", async () => {
  const [failure] = await runLanes([[{ name: "gone", command: ["no-such-tool-here"] }]], ".");
  assert.match(failure?.output ?? "", /could not start: .*ENOENT/);
});
