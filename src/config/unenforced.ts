import type { Config } from "./config.ts";
import { ConfigError, type ConfigProblem } from "./config-error.ts";

/**
 * Throws `ConfigError` for promises to people that this version cannot keep yet: to publish what an operator believes to be
 * withheld would be worse than to publish nothing.
 */
export function assertEnforceable(config: Config, file: string): void {
  const problems: ConfigProblem[] = [];
  const add = (key: string, found: string) =>
    problems.push({
      file,
      line: undefined,
      key,
      found,
      instead: "nothing here: this version cannot do this yet, and refuses rather than to publish",
    });
  if (config.publication.policyLists.length > 0) add("publication.policyLists", "policy lists");
  if (config.publication.names === "pseudonym") add("publication.names", "pseudonym");
  for (const [index, { names }] of config.rooms.entries()) {
    if (names === "pseudonym" && config.publication.names !== "pseudonym") add(`rooms[${index}].names`, "pseudonym");
  }
  if (problems.length > 0) throw new ConfigError(file, problems);
}
