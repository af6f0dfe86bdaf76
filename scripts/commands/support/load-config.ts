import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { ConfigError } from "#config/config-error.ts";
import type { Config } from "#config/config.ts";
import { parseConfig } from "#config/parse-config.ts";
import { UsageError } from "./usage-error.ts";

/** Reads and checks a configuration file. Throws `UsageError` when there is none, `ConfigError` when it cannot be used. */
export function loadConfig(file: string): Config {
  const path = resolve(file);
  return parseConfig(readUtf8(file, path), {
    file,
    folder: dirname(path),
    readText: (other) => readFileSync(other, "utf8"),
  });
}

function readUtf8(file: string, path: string): string {
  const bytes = readBytes(path);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const problem = {
      file,
      line: undefined,
      key: "",
      found: "bytes that are no UTF-8",
      instead: "the file saved as UTF-8",
    };
    throw new ConfigError(file, [problem]);
  }
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT") {
      throw new UsageError(
        `There is no configuration at ${path}.\n\`daybook init\` writes one; --config FILE names one elsewhere.`,
        { cause: error },
      );
    }
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The configuration ${path} cannot be read: ${why}`, { cause: error });
  }
}
