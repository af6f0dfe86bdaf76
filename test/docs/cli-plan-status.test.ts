import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { BuildReport } from "#build/build-report.ts";
import type { PublishedReport } from "#operations/acknowledge-published.ts";
import type { DoctorReport } from "#operations/doctor/finding.ts";
import type { PlanReport } from "#operations/plan-report.ts";
import type { StatusReport } from "#operations/status-report.ts";
import { sampleConfigText } from "#sample/sample-config.ts";
import { startSampleHomeserver, type SampleHomeserver } from "#sample/start-sample-homeserver.ts";
import { runDaybook } from "./cli-support.ts";

let cwd: string;
let server: SampleHomeserver;
before(async () => {
  cwd = mkdtempSync(join(tmpdir(), "daybook-cli-plan-"));
  server = await startSampleHomeserver();
  const paths = { siteUrl: "https://chat.example.org/", store: "./data", output: "./dist", tokenFile: "./token" };
  writeFileSync(join(cwd, "daybook.yaml"), sampleConfigText({ homeserverUrl: server.url, ...paths }));
  writeFileSync(join(cwd, "token"), server.token, { mode: 0o600 });
});
after(async () => {
  await server.stop();
  rmSync(cwd, { recursive: true });
});

const run = async <Report>(...words: readonly string[]): Promise<Report> => {
  const { code, stdout, stderr } = await runDaybook([...words, "--json"], { cwd });
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as Report;
};

test("plan tells what would be published and why not, and leaves no file behind", async () => {
  const { code, stdout, stderr } = await runDaybook(["plan"], { cwd });
  assert.equal(code, 0, stderr);
  assert.equal(stderr, "");
  assert.match(stdout, /^Plan: http:\/\/127\.0\.0\.1:\d+, read as @reader:tidewater\.example; nothing is written\n/);
  assert.match(
    stdout,
    /^ {2}✓ lobby {2}would be published\n {6}#lobby:tidewater\.example: "Tidewater lobby", history w/m,
  );
  assert.match(stdout, /^ {6}would fetch 2025-11-01 to 2026-06-27$/m);
  assert.match(stdout, /^ {6}suggested for the topic: Public archive: https:\/\/chat\.example\.org\/lobby\/$/m);
  assert.match(
    stdout,
    /^ {2}– stewards {2}withheld: closed-now \(.*\)\n.*\n {6}Its history is not readable by anyone/m,
  );
  assert.match(stdout, /^Forecast: at most [\d,]+ days, [\d,]+ files, about [\d.]+ MB \(/m);
  assert.match(stdout, /^ {2}✓ fits GitHub Pages$/m);
  assert.deepEqual(readdirSync(cwd).toSorted(), ["daybook.yaml", "token"]);
});

test("a room that cannot be asked about leaves the plan in part: exit code 1", async () => {
  const text = readFileSync(join(cwd, "daybook.yaml"), "utf8");
  writeFileSync(join(cwd, "typo.yaml"), text.replace("#lobby:tidewater", "#loby:tidewater"));
  const { code, stdout } = await runDaybook(["plan", "--config", "typo.yaml"], { cwd });
  rmSync(join(cwd, "typo.yaml"));
  assert.equal(code, 1);
  assert.match(stdout, /^ {2}✗ lobby {2}could not be checked\n {6}#loby:tidewater\.example\n {6}✗ No room is known/m);
  assert.match(stdout, /^ {2}✓ workshop {2}would be published$/m);
});

test("what plan forecasts is not less than what the build then makes, and status tells it", async () => {
  const unstarted = await runDaybook(["status"], { cwd });
  assert.equal(unstarted.code, 0);
  assert.match(unstarted.stdout, /^ {2}lobby: never crawled: `daybook update`$/m);
  assert.match(unstarted.stdout, /dist: not built yet$/m);

  const { forecast } = await run<PlanReport>("plan");
  const { build } = await run<{ build: BuildReport }>("update");
  const { rooms, output } = await run<StatusReport>("status");
  assert.ok(forecast !== undefined);
  assert.ok(forecast.files >= build.files, `${forecast.files} files forecast, ${build.files} made`);
  assert.ok(forecast.sizeBytes >= build.sizeBytes, `${forecast.sizeBytes} B forecast, ${build.sizeBytes} B made`);
  assert.ok(forecast.days >= rooms.reduce((sum, { days }) => sum + days, 0));
  assert.deepEqual([output.files, output.sizeBytes, output.dirtyDays], [build.files, build.sizeBytes, 0]);
  assert.ok(output.lastBuild !== undefined && Date.parse(output.lastBuild) <= Date.now());

  const told = await runDaybook(["status"], { cwd });
  assert.equal(told.code, 0, told.stdout);
  assert.match(
    told.stdout,
    /^ {2}✓ lobby {2}"Tidewater lobby": published\n {6}1,\d{3} events, \d+ days, 2025-11-01 to/m,
  );
  assert.match(told.stdout, /^ {2}– stewards: withheld: closed-now .*\n {6}last check .* UTC, 0 events stored$/m);
});

test("doctor finds nothing in what was just made, a backup takes the place of a store only when told to, and published ends the lists", async () => {
  const looked = await run<DoctorReport>("doctor");
  assert.deepEqual(
    looked.findings.filter(({ severity }) => severity === "bad"),
    [],
  );
  await run("backup", "--to", "copy");
  const unasked = await runDaybook(["restore", "--from", "copy"], { cwd });
  assert.equal(unasked.code, 2);
  assert.match(unasked.stderr, /would be gone\.\nWith --replace/);
  assert.equal((await runDaybook(["backup", "--to", "dist/copy"], { cwd })).code, 2);
  await run("restore", "--from", "copy", "--replace");
  rmSync(join(cwd, "copy"), { recursive: true });
  const { published, waiting } = await run<PublishedReport>("published");
  assert.ok(published === looked.looked.files && waiting === 0, `${published} published, ${waiting} waiting`);
});

test("a room whose newest crawl failed shows in status and in its exit code", async () => {
  server.faults = { rules: [{ endpoint: "messages", answer: { kind: "html", status: 200 } }] };
  assert.equal((await runDaybook(["crawl", "--room", "almanac"], { cwd })).code, 1);
  server.faults = {};
  const { code, stdout } = await runDaybook(["status"], { cwd });
  assert.equal(code, 1);
  assert.match(stdout, /^ {2}✗ almanac {2}"Almanac": published\n(?: {6}.*\n)+? {6}✗ .* gave no Matrix answer/m);
  assert.match(stdout, /^ {2}✓ workshop/m);
});
