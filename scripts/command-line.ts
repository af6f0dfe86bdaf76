import { Command, CommanderError, Option } from "commander";
import { commandList, type CommandSpec } from "./commands/command-list.ts";
import { exitCode, type ExitCode } from "./commands/support/exit-code.ts";
import type { World } from "./commands/support/world.ts";

/** Reads the words after `daybook`, runs the command they name and gives its exit code. Throws what the command throws. */
export async function commandLine(words: readonly string[], world: Omit<World, "configFile">): Promise<ExitCode> {
  let code: ExitCode = exitCode.done;
  const program = createProgram(world.version, async (spec, options, configFile) => {
    code = await spec.run({ ...world, configFile }, options);
  });
  if (words.length === 0) {
    program.outputHelp({ error: true });
    return exitCode.usage;
  }
  try {
    await program.parseAsync([...words], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError) || error.exitCode === 0) throw error;
    const asked = commandList.find(({ name }) => words.includes(name))?.name;
    const help = asked === undefined ? "daybook --help" : `daybook ${asked} --help`;
    const message = error.message.replace(/^error: /, "").replaceAll("\n", " ");
    throw new CommanderError(
      error.exitCode,
      error.code,
      `Wrong usage: ${message}\nNothing was done. \`${help}\` tells more.`,
    );
  }
  return code;
}

type Run = (spec: CommandSpec, options: Readonly<Record<string, unknown>>, configFile: string) => Promise<void>;

/** The program with every command and flag: what `--help` prints. */
export function createProgram(version: string, run: Run): Command {
  const program = new Command("daybook")
    .description(
      "Turns public Matrix rooms into a static website: one page per room and day, searchable, readable without an account.",
    )
    .version(version, "--version", "print the version and stop")
    .helpOption("-h, --help", "explain a command and stop")
    .helpCommand("help [command]", "explain a command")
    .option("--config <file>", "the configuration", "daybook.yaml")
    .option("--json", "print the report as JSON, for machines")
    .option("--quiet", "say only what needs attention")
    .option("--verbose", "say more: each request that is repeated, and the cause of failures")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: () => undefined })
    .exitOverride()
    .addHelpText("after", programEpilogue);
  for (const spec of commandList) {
    const command = program.command(spec.name).summary(spec.summary).description(spec.description);
    for (const { flags, says, ...more } of spec.options) {
      const option = new Option(flags, says);
      if (more.parse !== undefined) option.argParser(more.parse);
      command.addOption(option);
    }
    command.addHelpText("after", `\nExamples:\n${spec.examples.map((example) => `  ${example}\n`).join("")}`);
    command.action((options: Readonly<Record<string, unknown>>) =>
      run(spec, options, program.opts<{ config: string }>().config),
    );
  }
  return program;
}

const programEpilogue = `
Examples:
  daybook demo                     the whole product on a sample community, offline
  daybook init                     write a configuration for your own rooms
  daybook plan                     see what would be published, and why
  daybook update --quiet           fetch and build: for timers

Exit codes: 0 done; 1 done in part or not at all, the report says why; 2 wrong usage or configuration,
nothing done; 130 interrupted, the same command goes on from there.
`;
