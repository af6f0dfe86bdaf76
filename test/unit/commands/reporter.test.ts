import assert from "node:assert/strict";
import { test } from "node:test";
import { createReporter, type ReporterOptions } from "#scripts/commands/support/reporter.ts";

/** A reporter whose streams are kept as text, on a clock that stands until it is set. */
function recorded(options: Partial<ReporterOptions> = {}, { isTTY = false, columns = 60 } = {}) {
  const said = { stdout: "", stderr: "" };
  const clock = { nowMs: 0 };
  const stream = (name: keyof typeof said) => ({ isTTY, columns, write: (text: string) => (said[name] += text) });
  const reporter = createReporter({
    stdout: stream("stdout"),
    stderr: stream("stderr"),
    now: () => clock.nowMs,
    ...options,
  });
  return { reporter, said, clock };
}

const lines = [
  { mark: "title", text: "Crawl: 2 rooms" },
  { mark: "good", text: "  general  complete" },
  { mark: "bad", text: "  help  failed" },
] as const;

test("reports go to stdout, log lines to stderr", () => {
  const { reporter, said } = recorded();
  reporter.log.info("#general: stored 1,000 events");
  reporter.log.debug("a detail");
  reporter.print(lines);
  assert.deepEqual(said, {
    stdout: "Crawl: 2 rooms\n  ✓ general  complete\n  ✗ help  failed\n",
    stderr: "#general: stored 1,000 events\n",
  });
});

test("--json leaves stdout to one JSON document", () => {
  const { reporter, said } = recorded({ json: true });
  reporter.print(lines);
  reporter.printJson({ rooms: [1] });
  assert.deepEqual(JSON.parse(said.stdout), { rooms: [1] });
});

test("without --json no JSON is printed", () => {
  const { reporter, said } = recorded();
  reporter.printJson({});
  assert.equal(said.stdout, "");
});

test("--quiet says only what needs attention, --verbose says more", () => {
  const quiet = recorded({ quiet: true });
  quiet.reporter.log.info("one");
  quiet.reporter.log.warn("two");
  quiet.reporter.print(lines);
  assert.deepEqual(quiet.said, { stdout: "", stderr: "! two\n  ✗ help  failed\n" });
  const verbose = recorded({ verbose: true });
  verbose.reporter.log.debug("a detail");
  assert.equal(verbose.said.stderr, "a detail\n");
});

test("a secret is in nothing that is written, percent-encoded or in JSON either", () => {
  const { reporter, said, clock } = recorded({ json: true, verbose: true }, { isTTY: true });
  reporter.hide('tok/en+"1234');
  const text = 'Bearer tok/en+"1234 and tok%2Fen%2B%221234';
  reporter.log.info(text);
  reporter.log.warn(text);
  reporter.log.debug(text);
  reporter.fail(text);
  reporter.printJson({ text });
  clock.nowMs = 1000;
  reporter.progress({ subject: text, done: 1, total: undefined, unit: "events" });
  assert(said.stderr.includes("***"));
  assert(!/1234/.test(said.stdout + said.stderr));
});

test("tokens of known forms are hidden although nobody named them", () => {
  const { reporter, said } = recorded();
  reporter.fail("syt_YWxpY2U_abcdefgh_012345 ?access_token=abc&x=1 Bearer abcdefghijkl");
  assert.equal(said.stderr, "*** ?access_token=***&x=1 Bearer ***\n");
});

test("what strangers wrote cannot move the cursor, ring or turn the text around", () => {
  const { reporter, said } = recorded();
  reporter.log.warn("room \u001B[2J\u0007 \u202Eevil");
  reporter.print([{ mark: "plain", text: "a\nb\r\u009Bc" }]);
  assert.deepEqual(said, { stdout: "a b c\n", stderr: "! room  [2J   evil\n" });
});

test("colours are for marks alone, and only where they are wanted", () => {
  const { reporter, said } = recorded({ colour: true });
  reporter.print([{ mark: "good", text: "  general" }]);
  assert.equal(said.stdout, "  \u001B[32m✓ \u001B[39mgeneral\n");
});

test("on a terminal progress is one line that other lines do not tear", () => {
  const { reporter, said, clock } = recorded({}, { isTTY: true });
  const step = (done: number) => ({ subject: "pages", done, total: 4, unit: "pages" });
  reporter.progress(step(1));
  clock.nowMs = 50;
  reporter.progress(step(2));
  reporter.log.info("a line");
  reporter.settle();
  assert.equal(said.stderr, "\r\u001B[2Kpages  ████░░░░░░░░░░░░  1 of 4 pages\r\u001B[2Ka line\n");
});

test("a terminal that tells no width is taken for one of 80 columns", () => {
  const { reporter, said } = recorded({}, { isTTY: true, columns: 0 });
  reporter.progress({ subject: "pages", done: 1, total: 4, unit: "pages" });
  assert.match(said.stderr, /pages {2}████░+ {2}1 of 4 pages$/);
});

test("elsewhere progress is a plain line now and then, and none for short work", () => {
  const { reporter, said, clock } = recorded();
  for (const nowMs of [0, 9000, 10_000, 15_000, 20_000]) {
    clock.nowMs = nowMs;
    reporter.progress({ subject: "#general", done: nowMs / 100, total: undefined, unit: "events" });
  }
  assert.equal(said.stderr, "#general  100 events  10/s\n#general  200 events  10/s\n");
});
