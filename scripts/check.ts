import { fileURLToPath } from "node:url";
import { runLanes, type Tool } from "./check/run-lanes.ts";

/** Two lanes, since more at once would be slower on two cores. */
const lanes: readonly (readonly Tool[])[] = [
  [
    { name: "oxfmt", command: ["oxfmt", "--check"] },
    { name: "oxlint", command: ["oxlint"] },
    { name: "knip", command: ["knip", "--treat-config-hints-as-errors"] },
  ],
  [
    { name: "astro sync", command: ["astro", "sync"] },
    // By path: `tsc` on the path is TypeScript 6, which `astro check` needs.
    { name: "tsc", command: ["node", "node_modules/typescript-7/bin/tsc", "--project", "tsconfig.json"] },
    // Its own configuration names the .astro files only: the rest is checked above, by the compiler that is installed for it.
    {
      name: "astro check",
      command: ["astro", "check", "--tsconfig", "tsconfig.astro.json", "--minimumFailingSeverity", "hint"],
    },
  ],
];

const failures = await runLanes(lanes, fileURLToPath(new URL("../", import.meta.url)));
for (const { name, output } of failures) console.error(`${name}:\n${output}\n`);
process.exitCode = failures.length === 0 ? 0 : 1;
