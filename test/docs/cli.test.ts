import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { StatusReport } from "#operations/status-report.ts";
import { parseConfig } from "#config/parse-config.ts";
import { runDaybook } from "./cli-support.ts";

let cwd: string;
before(() => {
  cwd = mkdtempSync(join(tmpdir(), "daybook-cli-"));
});
after(() => rmSync(cwd, { recursive: true }));

const config = `site:
  url: https://chat.example.org/
  title: Example chat
  contact: mailto:archive@example.org
homeserver:
  url: http://127.0.0.1:9
  tokenFile: ./token
rooms:
  - room: "#general:example.org"
`;

/** A folder of its own with these files. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(cwd, "case-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text, { mode: 0o600 });
  }
  return folder;
}

test("help explains every command, its flags, and shows examples", async () => {
  const { code, stdout, stderr } = await runDaybook(["--help"], { cwd });
  assert.equal(code, 0);
  assert.equal(stderr, "");
  for (const word of ["init", "plan", "crawl", "build", "update", "serve", "status", "demo", "--config", "--json"]) {
    assert(stdout.includes(word), word);
  }
  const crawl = await runDaybook(["crawl", "--help"], { cwd });
  assert.equal(crawl.code, 0);
  for (const word of ["--room", "--since", "--until", "--full", "--config", "Examples:"]) {
    assert(crawl.stdout.includes(word), word);
  }
});

test("the version is the package's", async () => {
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  assert.equal((await runDaybook(["--version"], { cwd })).stdout, `${version}\n`);
});

test("an unknown command or flag is answered with the nearest one and exit code 2", async () => {
  const command = await runDaybook(["crwl"], { cwd });
  assert.equal(command.code, 2);
  assert.equal(
    command.stderr,
    "Wrong usage: unknown command 'crwl' (Did you mean crawl?)\nNothing was done. `daybook --help` tells more.\n",
  );
  const flag = await runDaybook(["update", "--fulll"], { cwd });
  assert.equal(flag.code, 2);
  assert.equal(
    flag.stderr,
    "Wrong usage: unknown option '--fulll' (Did you mean --full?)\nNothing was done. `daybook update --help` tells more.\n",
  );
  const date = await runDaybook(["crawl", "--since", "yesterday"], { cwd });
  assert.equal(date.code, 2);
  assert.match(date.stderr, /'--since <date>'.*'yesterday' is invalid\. Write a date such as 2024-02-29\./);
  assert.equal((await runDaybook([], { cwd })).code, 2);
});

test("a missing configuration is answered with what to do and exit code 2", async () => {
  const { code, stdout, stderr } = await runDaybook(["serve"], { cwd });
  assert.equal(code, 2);
  assert.equal(stdout, "");
  assert.equal(
    stderr,
    `There is no configuration at ${join(cwd, "daybook.yaml")}.\n\`daybook init\` writes one; --config FILE names one elsewhere.\n`,
  );
});

test("a bad configuration is answered with every problem, before anything is done", async () => {
  const folder = folderWith({ "other.yaml": config.replace("  title", "  tite") });
  const words = ["serve", "--config", "other.yaml"];
  const { code, stderr } = await runDaybook(words, { cwd: folder });
  assert.equal(code, 2);
  assert.equal(
    stderr,
    `other.yaml cannot be used: 2 problems. Nothing was done.

  other.yaml:1  site.title
    found: nothing
    write: one line of text, such as "Example chat"

  other.yaml:3  site.tite
    found: a key that Daybook does not know
    write: title
`,
  );
  const { error } = JSON.parse((await runDaybook([...words, "--json"], { cwd: folder })).stdout) as {
    error: { kind: string; problems: { line: number; key: string }[] };
  };
  assert.equal(error.kind, "configuration");
  assert.deepEqual(
    error.problems.map(({ line, key }) => [line, key]),
    [
      [1, "site.title"],
      [3, "site.tite"],
    ],
  );
});

test("a crawl without a token says how to give one, and makes nothing", async () => {
  const folder = folderWith({ "daybook.yaml": config });
  const { code, stderr } = await runDaybook(["crawl"], { cwd: folder });
  assert.equal(code, 2);
  assert.match(stderr, /^The token file .*token does not exist\.\nWrite the access token/);
  assert.equal(existsSync(join(folder, "data")), false);
});

test("build and serve without anything to work on say which command comes first", async () => {
  const folder = folderWith({ "daybook.yaml": config });
  const build = await runDaybook(["build"], { cwd: folder });
  assert.equal(build.code, 2);
  assert.match(build.stderr, /There is no store in .*data yet\.\n`daybook crawl`/);
  const serve = await runDaybook(["serve"], { cwd: folder });
  assert.equal(serve.code, 2);
  assert.match(serve.stderr, /There is no site in .*dist yet\.\n`daybook update`/);
  assert.equal(existsSync(join(folder, "data")), false);
});

test("status before the first crawl lists the rooms and sends nothing", async () => {
  const folder = folderWith({ "daybook.yaml": config });
  const { code, stdout } = await runDaybook(["status", "--json"], { cwd: folder });
  assert.equal(code, 0);
  const { rooms } = JSON.parse(stdout) as StatusReport;
  assert.deepEqual(
    rooms.map(({ slug, verdict }) => [slug, verdict]),
    [["general", "unchecked"]],
  );
  assert.equal(existsSync(join(folder, "data")), false);
});

test("init writes a configuration that can be used, from flags alone", async () => {
  const folder = folderWith({});
  const words = [
    "init",
    "--url",
    "https://chat.example.org/a",
    "--title",
    'The "chat": ours',
    "--homeserver",
    "example.org",
  ];
  const rooms = ["--room", "#general:example.org", "--room", "https://matrix.to/#/%23help:example.org"];
  const contact = ["--contact", "mailto:archive@example.org"];
  const { code, stdout } = await runDaybook([...words, ...rooms, ...contact], { cwd: folder });
  assert.equal(code, 0);
  assert.match(stdout, /^✓ Wrote .*daybook\.yaml\n/);
  assert(!stdout.includes("\u001B"), "no colours where there is no terminal");
  const text = readFileSync(join(folder, "daybook.yaml"), "utf8");
  const written = parseConfig(text, { file: "daybook.yaml", folder, readText: () => "" });
  assert.equal(written.site.title, 'The "chat": ours');
  assert.equal(written.homeserver.name, "example.org");
  assert.deepEqual(
    written.rooms.map(({ room, slug }) => [room, slug]),
    [
      ["#general:example.org", "general"],
      ["#help:example.org", "help"],
    ],
  );
  const commentedOut = text.replaceAll(/^(\s*)# ((?:\w+:|  \w+:).*)$/gm, "$1$2");
  assert.notEqual(commentedOut, text);
  assert.equal(parseConfig(commentedOut, { file: "", folder, readText: () => "" }).rooms[0]?.index, true);
});

test("init never overwrites, and says which answers are missing or wrong", async () => {
  const folder = folderWith({ "daybook.yaml": "mine" });
  const exists = await runDaybook(["init"], { cwd: folder });
  assert.equal(exists.code, 2);
  assert.match(exists.stderr, /exists already and was left as it is/);
  assert.equal(readFileSync(join(folder, "daybook.yaml"), "utf8"), "mine");
  const other = ["init", "--config", "new.yaml"];
  const missing = await runDaybook([...other, "--title", "x"], { cwd: folder });
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /--url, --contact, --homeserver, --room missing, and there is no terminal to ask/);
  const wrong = await runDaybook([...other, "--contact", "me@example.org", "--room", "#general"], { cwd: folder });
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /--contact\n {4}found: "me@example\.org"\n {4}write: an address/);
  assert.match(wrong.stderr, /--room\n {4}found: "#general"\n {4}write: a whole alias/);
  assert.equal(existsSync(join(folder, "new.yaml")), false);
});

test("serve shows the site at its base path until it is stopped, which is no failure", async () => {
  const based = config.replace("chat.example.org/", "example.org/chat/");
  const folder = folderWith({ "daybook.yaml": based, "dist/index.html": "<title>Start</title>" });
  const interrupt = { after: "Ctrl-C", signal: "SIGINT" } as const;
  const { code, stdout, stderr } = await runDaybook(["serve", "--port", "0"], { cwd: folder, interrupt });
  assert.equal(code, 0);
  assert.match(stdout, /The site is at http:\/\/127\.0\.0\.1:\d+\/chat\/\n/);
  assert.equal(stderr, "");
});
