import { parseCount, parseDay, parsePort, collect } from "./support/option-values.ts";
import type { ExitCode } from "./support/exit-code.ts";
import type { World } from "./support/world.ts";

/** A command as help shows it. Its file is loaded when it runs, so that help and small commands start at once. */
export type CommandSpec = {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly options: readonly OptionSpec[];
  readonly examples: readonly string[];
  readonly run: (world: World, options: Readonly<Record<string, unknown>>) => Promise<ExitCode>;
};

export type OptionSpec = {
  readonly flags: string;
  readonly says: string;
  /** Throws commander's InvalidArgumentError for a value that cannot be one. */
  readonly parse?: (text: string, previous: unknown) => unknown;
};

const crawlOptions: readonly OptionSpec[] = [
  { flags: "--room <slug>", says: "only this room of the configuration" },
  { flags: "--since <date>", says: "fetch nothing older than this UTC day", parse: parseDay },
  { flags: "--until <date>", says: "fetch nothing newer than this UTC day", parse: parseDay },
];

export const commandList: readonly CommandSpec[] = [
  {
    name: "init",
    summary: "write a commented configuration",
    description:
      "Asks a few questions, or takes the answers as flags, and writes a commented configuration. Never overwrites a file.",
    options: [
      { flags: "--url <address>", says: "where the site will be published" },
      { flags: "--title <text>", says: "the name of the site" },
      { flags: "--contact <address>", says: "mailto: or https:, for questions and removal requests" },
      { flags: "--homeserver <name>", says: "server name or https: address of the homeserver" },
      { flags: "--room <room>", says: "alias or id of a room to publish; may be repeated", parse: collect },
      { flags: "--language <tag>", says: "language of the interface (default: en)" },
    ],
    examples: [
      "daybook init",
      "daybook init --url https://chat.example.org/ --title 'Example chat' --contact mailto:archive@example.org \\\n" +
        "    --homeserver example.org --room '#general:example.org' --room '#help:example.org'",
    ],
    run: async (world, options) => (await import("./init.ts")).init(world, options),
  },
  {
    name: "plan",
    summary: "show what would be published, without writing anything",
    description:
      "Asks the homeserver about each listed room and shows the verdict and its reason, what would be fetched, what of the stored history would be published, go or wait and why, and a forecast of files and bytes against the limits of hosts. Writes nothing.",
    options: [],
    examples: ["daybook plan", "daybook plan --json > plan.json"],
    run: async (world) => (await import("./plan.ts")).plan(world),
  },
  {
    name: "crawl",
    summary: "fetch history from the homeserver into the store",
    description:
      "Fetches what is new of each listed room into the store, newest history first. An interrupted crawl goes on where it stopped.",
    options: [
      ...crawlOptions,
      { flags: "--full", says: "walk all history again, to learn of silent deletions and late events" },
      {
        flags: "--confirm-deletions",
        says: "the same, and let go what is missing on the server, however much it is",
      },
    ],
    examples: [
      "daybook crawl",
      "daybook crawl --room general --since 2024-01-01 --until 2024-03-31",
      "daybook crawl --full",
    ],
    run: async (world, options) => (await import("./crawl.ts")).crawl(world, options),
  },
  {
    name: "build",
    summary: "build the site from the store",
    description: "Renders what changed in the store since the last build into the output folder. Sends no request.",
    options: [
      { flags: "--full", says: "render everything anew" },
      { flags: "--check", says: "look over every file for what may not be shown, not only over what changed" },
    ],
    examples: ["daybook build", "daybook build --full", "daybook build --check"],
    run: async (world, options) => (await import("./build.ts")).build(world, options),
  },
  {
    name: "update",
    summary: "crawl, then build: the one for timers",
    description:
      "Fetches what is new, then renders what changed. Rooms that fail keep their pages; the rest is published.",
    options: [...crawlOptions, { flags: "--full", says: "walk all history again and render everything anew" }],
    examples: ["daybook update", "daybook update --quiet --config /etc/daybook/daybook.yaml"],
    run: async (world, options) => (await import("./update.ts")).update(world, options),
  },
  {
    name: "serve",
    summary: "serve the built site on this machine",
    description: "Serves the output folder on loopback, as a static host would, until it is stopped with Ctrl-C.",
    options: [{ flags: "--port <number>", says: "default: 8080, or any free one; 0: any free one", parse: parsePort }],
    examples: ["daybook serve", "daybook serve --port 3000"],
    run: async (world, options) => (await import("./serve.ts")).serve(world, options),
  },
  {
    name: "published",
    summary: "strike off the lists what the host has got",
    description:
      "Each build leaves lists of what the host has still to lose and to get, below publish in the store's folder (docs/publishing.md). They grow until this command says that the host has it all, so that an upload that failed is made up for by the next.",
    options: [
      {
        flags: "--number <number>",
        says: "what stood in the file `number` when the upload began (default: what stands there now)",
        parse: parseCount,
      },
    ],
    examples: ["daybook published", "daybook published --number 4711"],
    run: async (world, options) => (await import("./published.ts")).published(world, options),
  },
  {
    name: "remove",
    summary: "take an event, a person, a day, a room, a network or a file out of store and site",
    description:
      "Erases what is named from the store, past and future, with its edits, quotes and reactions, and takes it off the site at once. Recorded by id in decisions.jsonl beside the store: no later crawl and no older copy of the store brings it back. Waits for no crawl and no build. Each flag may be repeated.",
    options: [
      { flags: "--event <id>", says: "an event, by its id", parse: collect },
      { flags: "--user <mxid>", says: "a person, in all rooms", parse: collect },
      { flags: "--day <slug/date>", says: "a UTC day of a room", parse: collect },
      { flags: "--room <slug>", says: "a room, by slug or id, with everything in it", parse: collect },
      {
        flags: "--network <name>",
        says: "everybody of a bridged network; rooms bridged to it are not shown",
        parse: collect,
      },
      { flags: "--media <mxc>", says: "whatever shows this file", parse: collect },
      { flags: "--reason <text>", says: "kept beside the id, for your records; never shown on the site" },
      { flags: "--undo", says: "lift these removals; the content comes back with a full crawl only" },
      { flags: "--list", says: "show what is removed" },
      { flags: "--no-build", says: "leave the site to the next build" },
    ],
    examples: [
      "daybook remove --event '$hT3m…' --reason 'asked for by mail on 2 March'",
      "daybook remove --user @alice:example.org",
      "daybook remove --day general/2024-02-29 --room old-lobby",
      "daybook remove --media mxc://example.org/aBcDeFgHi",
      "daybook remove --list",
      "daybook remove --undo --user @alice:example.org",
    ],
    run: async (world, options) => (await import("./remove.ts")).remove(world, options),
  },
  {
    name: "status",
    summary: "show rooms, last success, holes, sizes and what waits",
    description: "Reads the store and shows how the archive stands. Sends no request and changes nothing.",
    options: [
      {
        flags: "--metrics <file>",
        says: "write it to this file too, in the text format of Prometheus, for monitoring",
      },
    ],
    examples: [
      "daybook status",
      "daybook status --json",
      "daybook status --quiet --metrics /var/lib/node_exporter/daybook.prom",
    ],
    run: async (world, options) => (await import("./status.ts")).status(world, options),
  },
  {
    name: "doctor",
    summary: "look for faults of server, store, rooms, files and links",
    description:
      "Checks the configuration, asks the server who the account is, reads the whole database, compares every file of the site with what was built, follows every link, and looks for rooms that failed or have holes, and hosts that the site is too large for. Each finding names its fix. Changes nothing. Exit code 1 when something is broken.",
    options: [{ flags: "--no-server", says: "send no request" }],
    examples: ["daybook doctor", "daybook doctor --no-server --json"],
    run: async (world, options) => (await import("./doctor.ts")).doctor(world, options),
  },
  {
    name: "backup",
    summary: "copy the store as it is at one moment",
    description:
      "Copies the database, the decisions and the copies of files into a folder, while crawls and builds go on. What was erased from the store is not in the copy. Keep it as private as the store.",
    options: [
      { flags: "--to <folder>", says: "where the copy goes: a folder that is empty or not there yet" },
      { flags: "--no-media", says: "leave the copies of files out: the server has the originals" },
    ],
    examples: ["daybook backup --to /var/backups/daybook-2026-03-01", "daybook backup --to ./copy --no-media"],
    run: async (world, options) => (await import("./backup.ts")).backup(world, options),
  },
  {
    name: "restore",
    summary: "put a backup in the place of the store",
    description:
      "Checks the backup, puts it in the place of the store and applies to it what was decided since: no removal is forgotten, however old the backup is. The next build makes everything anew.",
    options: [
      { flags: "--from <folder>", says: "a folder that `daybook backup` made" },
      { flags: "--replace", says: "also where there is a store, which is gone then" },
    ],
    examples: ["daybook restore --from /var/backups/daybook-2026-03-01 --replace"],
    run: async (world, options) => (await import("./restore.ts")).restore(world, options),
  },
  {
    name: "demo",
    summary: "the whole product on a sample community, offline",
    description:
      "Starts a sample homeserver on loopback, crawls it, builds the site and serves it until it is stopped with Ctrl-C. Needs neither network nor configuration.",
    options: [
      { flags: "--output <folder>", says: "where daybook.yaml, data and dist go (default: a temporary folder)" },
      { flags: "--no-serve", says: "stop when the site is built" },
      { flags: "--port <number>", says: "default: 8080, or any free one; 0: any free one", parse: parsePort },
    ],
    examples: ["daybook demo", "daybook demo --no-serve --output ./demo"],
    run: async (world, options) => (await import("./demo.ts")).demo(world, options),
  },
];
