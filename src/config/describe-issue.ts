import type { z } from "zod";
import type { ConfigProblem } from "./config-error.ts";
import { allKeyPaths, keysAt } from "./json-schema.ts";
import { nearestWord } from "./nearest-word.ts";
import type { Path, Source } from "./source.ts";

/** What the schema found wrong, in the operator's words; one unknown key is one problem. */
export function describeIssue(issue: z.core.$ZodIssue, source: Source, file: string): readonly ConfigProblem[] {
  if (issue.code !== "unrecognized_keys") return [problemAt(issue.path, issue.message, source, file)];
  return issue.keys.map((key) => ({
    file,
    line: source.lineOf([...issue.path, key], "key"),
    key: keyText([...issue.path, key]),
    found: "a key that Daybook does not know",
    instead: insteadOfKey(key, issue.path),
  }));
}

/** A problem with the value at a path. */
export function problemAt(path: Path, instead: string, source: Source, file: string): ConfigProblem {
  const swallowed = source.swallowed.find((other) => keyText(other.path) === keyText(path));
  if (swallowed !== undefined) return problemForSwallowed(swallowed, source, file);
  return { file, line: source.lineOf(path), key: keyText(path), found: source.describe(path), instead };
}

/** A value that YAML took for a comment. */
export function problemForSwallowed(
  { path, text }: { path: Path; text: string },
  source: Source,
  file: string,
): ConfigProblem {
  return {
    file,
    line: source.lineOf(path, "key"),
    key: keyText(path),
    found: `nothing: YAML takes ${text} for a comment`,
    instead: `the value in quotes: ${JSON.stringify(text)} (or a space after # when it is a comment)`,
  };
}

/** `["rooms", 1, "slug"]` → `rooms[1].slug`. */
export function keyText(path: Path): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
    .join("")
    .replace(/^\./, "");
}

function insteadOfKey(key: string, path: Path): string {
  const known = keysAt(path);
  const near = nearestWord(key, known);
  if (/^(access_?)?token$/i.test(key)) {
    return "homeserver.tokenFile with the path of a file: the token itself never stands in the configuration";
  }
  if (near !== undefined) return near;
  const elsewhere = allKeyPaths().filter((other) => other.split(".").at(-1) === key);
  if (elsewhere.length > 0) return `${elsewhere.join(" or ")}: that is where ${key} belongs`;
  return `one of ${known.join(", ")}`;
}
