import { spawnSync } from "node:child_process";

/**
 * Why tests of a program of the system cannot run here, or false: `test("…", { skip: withoutTool("rsync") }, …)`. Under `CI=true`
 * nothing is skipped: the tests fail where it is missing.
 */
export function withoutTool(name: string): string | false {
  const isThere = spawnSync(name, ["--version"], { stdio: "ignore" }).error === undefined;
  return isThere || process.env["CI"] === "true" ? false : `there is no ${name} here: install the package ${name}`;
}
