import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { BuildReport } from "#build/build-report.ts";
import type { CrawlReport } from "#crawl/crawl-report.ts";
import { sampleConfigText } from "#sample/sample-config.ts";
import { startSampleHomeserver, type SampleHomeserver } from "#sample/start-sample-homeserver.ts";
import { runDaybook } from "./cli-support.ts";

let cwd: string;
let server: SampleHomeserver;
before(async () => {
  cwd = mkdtempSync(join(tmpdir(), "daybook-cli-crawl-"));
  server = await startSampleHomeserver();
  const paths = { siteUrl: "http://localhost:8080/", store: "./data", output: "./dist", tokenFile: "./token" };
  writeFileSync(join(cwd, "daybook.yaml"), sampleConfigText({ homeserverUrl: server.url, ...paths }));
  writeFileSync(join(cwd, "token"), server.token, { mode: 0o600 });
});
after(async () => {
  await server.stop();
  rmSync(cwd, { recursive: true });
});

test("an interrupted crawl exits with 130, and the next one goes on to the end", async () => {
  server.faults = { latencyMs: 100, pageLimit: 20 };
  const interrupt = { after: "/messages: done", signal: "SIGINT" } as const;
  const { code, stdout, stderr } = await runDaybook(["crawl", "--verbose"], { cwd, interrupt });
  assert.equal(code, 130, stderr);
  assert.match(stdout + stderr, /the same command goes on from there/);
  server.faults = {};
  const next = await runDaybook(["crawl", "--json"], { cwd });
  assert.equal(next.code, 0, next.stderr);
  const report = JSON.parse(next.stdout) as CrawlReport;
  assert.equal(report.outcome, "done");
  assert.deepEqual(
    report.rooms.map(({ slug, outcome }) => [slug, outcome]),
    [
      ["lobby", "complete"],
      ["workshop", "complete"],
      ["almanac", "complete"],
      ["gatherings", "complete"],
      // The room that it was upgraded to.
      ["gatherings", "complete"],
      ["stewards", "refused"],
    ],
  );
});

test("a crawl prints a line for each room and says why one is withheld, which is no failure", async () => {
  const { code, stdout } = await runDaybook(["crawl"], { cwd });
  assert.equal(code, 0);
  assert.match(stdout, /^Crawl: 6 rooms, [\d,]+ requests?, /);
  assert.match(stdout, /^ {2}✓ lobby +complete: 0 events stored$/m);
  assert.match(stdout, /^ {2}– stewards +withheld: closed-now \(the room's history is not world-readable now\)$/m);
});

test("--room crawls that room alone, and --quiet says nothing when all is well", async () => {
  const one = await runDaybook(["crawl", "--room", "almanac", "--json"], { cwd });
  assert.deepEqual(
    (JSON.parse(one.stdout) as CrawlReport).rooms.map(({ slug }) => slug),
    ["almanac"],
  );
  const quiet = await runDaybook(["crawl", "--room", "almanac", "--quiet"], { cwd });
  assert.deepEqual({ ...quiet }, { code: 0, stdout: "", stderr: "" });
});

test("a server that refuses the token ends the crawl with exit code 1 and what to do", async () => {
  const environment = { DAYBOOK_ACCESS_TOKEN: "wrong-token-of-nobody" };
  const { code, stdout, stderr } = await runDaybook(["crawl", "--verbose", "--json"], { cwd, environment });
  assert.equal(code, 1);
  assert.match(stderr, /does not accept the reading account's access token/);
  assert.equal((JSON.parse(stdout) as { error: { kind: string } }).error.kind, "MatrixApiError");
  assert(!(stdout + stderr).includes("wrong-token-of-nobody"));
});

test("the token is in no output and in no file of the store", async () => {
  const { stdout, stderr } = await runDaybook(["crawl", "--full", "--verbose"], { cwd });
  assert(!(stdout + stderr).includes(server.token));
  for (const entry of readdirSync(join(cwd, "data"), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    assert(entry.isDirectory() || !readFileSync(path).includes(server.token), path);
  }
});

test("when the server is away, update builds what the store holds and ends with exit code 1", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "daybook-cli-away-"));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(join(cwd, "data"), join(folder, "data"), { recursive: true });
  const text = readFileSync(join(cwd, "daybook.yaml"), "utf8");
  writeFileSync(join(folder, "daybook.yaml"), text.replace(server.url, "http://127.0.0.1:9"));
  const environment = { DAYBOOK_ACCESS_TOKEN: server.token };
  const { code, stdout, stderr } = await runDaybook(["update", "--json"], { cwd: folder, environment });
  assert.equal(code, 1, stderr);
  assert.match(stderr, /Could not reach http:\/\/127\.0\.0\.1:9: [^]*\nNothing new was fetched; the site is built/);
  const said = JSON.parse(stdout) as { crawl?: unknown; crawlError: string; build: BuildReport };
  assert.equal(said.crawl, undefined);
  assert.match(said.crawlError, /^Could not reach/);
  assert(said.build.messages > 0);
  assert.equal(existsSync(join(folder, "dist/almanac/index.html")), true);
});

test("a server that is away on the first run leaves nothing behind that could be published", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "daybook-cli-first-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const text = readFileSync(join(cwd, "daybook.yaml"), "utf8");
  writeFileSync(join(folder, "daybook.yaml"), text.replace(server.url, "http://127.0.0.1:9"));
  const environment = { DAYBOOK_ACCESS_TOKEN: server.token };
  const { code, stderr } = await runDaybook(["update"], { cwd: folder, environment });
  assert.equal(code, 1);
  assert.match(stderr, /Could not reach/);
  assert.equal(existsSync(join(folder, "dist")), false);
});
