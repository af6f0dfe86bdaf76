#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { CommanderError } from "commander";
import { commandLine } from "./command-line.ts";
import { describeError } from "./commands/support/describe-error.ts";
import { exitCode } from "./commands/support/exit-code.ts";
import { listenForSignals } from "./commands/support/interruption.ts";
import { createReporter } from "./commands/support/reporter.ts";
import { UsageError } from "./commands/support/usage-error.ts";

const words = process.argv.slice(2);
const verbose = words.includes("--verbose");
const reporter = createReporter({
  stdout: process.stdout,
  stderr: process.stderr,
  now: Date.now,
  json: words.includes("--json"),
  quiet: words.includes("--quiet"),
  verbose,
  colour: process.stdout.isTTY && process.stderr.isTTY && process.stderr.hasColors() && !process.env["NO_COLOR"],
});
const signal = listenForSignals({
  onWait: () => reporter.log.warn("Stopping at the next point from which it can go on; once more stops at once"),
});

// A reader that closes the pipe (`daybook status | head`) wants no more; that is no failure.
process.stdout.on("error", () => process.exit(exitCode.done));
process.on("uncaughtException", (error) => process.exit(fail(error)));

try {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  process.exitCode = await commandLine(words, {
    version,
    environment: process.env,
    reporter,
    signal,
    now: Date.now,
  });
} catch (error) {
  process.exitCode = fail(error);
} finally {
  reporter.settle();
  // Whatever is left open must not keep a timer's job from ending.
  setTimeout(() => process.exit(), 3000).unref();
}

function fail(error: unknown): number {
  if (error instanceof CommanderError && error.exitCode === 0) return exitCode.done;
  const known = error instanceof CommanderError ? new UsageError(error.message) : error;
  const { text, json, code } = describeError(known, { isAborted: signal.aborted, verbose });
  reporter.fail(text);
  reporter.printJson(json);
  return code;
}
