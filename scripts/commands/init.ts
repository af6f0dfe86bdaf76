import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { askInit } from "./support/ask-init.ts";
import { configText, type InitAnswers } from "./support/config-template.ts";
import { exitCode, type ExitCode } from "./support/exit-code.ts";
import { initProblems } from "./support/init-problem.ts";
import { UsageError } from "./support/usage-error.ts";
import type { World } from "./support/world.ts";

export type InitFlags = {
  readonly url?: string;
  readonly title?: string;
  readonly contact?: string;
  readonly homeserver?: string;
  readonly room?: readonly string[];
  readonly language?: string;
};

/** Writes a commented configuration from flags, and from questions where a terminal can ask them. Never overwrites. */
export async function init({ configFile, reporter, signal }: World, { room, ...flags }: InitFlags): Promise<ExitCode> {
  const path = resolve(configFile);
  if (existsSync(path))
    throw new UsageError(`${path} exists already and was left as it is.\n--config FILE names another.`);
  const given: Partial<InitAnswers> = { language: "en", ...flags, ...(room === undefined ? {} : { rooms: room }) };
  assertRight(given);
  const missing = required.filter(({ key }) => given[key] === undefined);
  const answers = missing.length === 0 ? (given as InitAnswers) : await ask(given, missing, signal);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, configText(answers), { flag: "wx" });
  reporter.print([
    { mark: "good", text: `Wrote ${path}` },
    { mark: "plain", text: "Next:" },
    {
      mark: "plain",
      text: "  1. Store the access token of an account that never joined the rooms in the file token beside it",
    },
    { mark: "plain", text: "  2. daybook plan      shows what would be published, and why" },
    { mark: "plain", text: "  3. daybook update    fetches the rooms and builds the site" },
    { mark: "plain", text: "  4. daybook serve     shows it on this machine" },
  ]);
  reporter.printJson({ config: path });
  return exitCode.done;
}

type Required = { readonly key: keyof InitAnswers; readonly flag: string };

const required: readonly Required[] = [
  { key: "url", flag: "--url" },
  { key: "title", flag: "--title" },
  { key: "contact", flag: "--contact" },
  { key: "homeserver", flag: "--homeserver" },
  { key: "rooms", flag: "--room" },
];

async function ask(
  given: Partial<InitAnswers>,
  missing: readonly Required[],
  signal: AbortSignal,
): Promise<InitAnswers> {
  if (process.stdin.isTTY && process.stdout.isTTY) return askInit(given, signal);
  const flags = missing.map(({ flag }) => flag).join(", ");
  throw new UsageError(`Wrong usage: ${flags} missing, and there is no terminal to ask.\nNothing was written.`);
}

function assertRight(given: Partial<InitAnswers>): void {
  const problems = initProblems(given);
  if (problems.length === 0) return;
  const lines = problems.map(
    ({ key, found, instead }) => `  ${flagFor(key)}\n    found: ${found}\n    write: ${instead}`,
  );
  throw new UsageError(
    ["Wrong usage: no configuration can be made of this. Nothing was written.", ...lines].join("\n\n"),
  );
}

function flagFor(key: string): string {
  const name = /^(?:rooms|homeserver)/.exec(key)?.[0] ?? key.replace(/^site\./, "");
  return `--${name === "rooms" ? "room" : name}`;
}
