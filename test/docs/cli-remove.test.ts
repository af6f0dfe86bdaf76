import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { RemoveReport } from "#operations/remove/remove-report.ts";
import { runDaybook } from "./cli-support.ts";
import { filesHolding as filesIn, messageSaying, openRemoveWorld, word, type RemoveWorld } from "./remove-world.ts";

let world: RemoveWorld;
let cwd: string;
before(async () => {
  world = await openRemoveWorld();
  ({ cwd } = world);
});
after(() => world.stop());

const run = (...words: readonly string[]) => runDaybook(["remove", ...words], { cwd });
const filesHolding = (text: string) => filesIn(cwd, text);

describe("daybook remove", () => {
  test("without a name, with one that nobody has, and with --list beside one: code 2, what is known, and nothing recorded", async () => {
    const decisions = readFileSync(join(cwd, "data/decisions.jsonl"));
    const nothing = await run();
    assert.equal(nothing.code, 2);
    assert.match(nothing.stderr, /nothing was named\. Give --event/);
    const wrong = await run(
      "--user=@nobody:tidewater.example",
      "--user=nobody",
      "--event=hello",
      "--day=lobbi/2025-01-01",
      "--day=lobby/1999-01-01",
      "--room=workshp",
      "--network=discrd",
      "--media=https://x.example/a.png",
    );
    assert.equal(wrong.code, 2);
    for (const problem of [
      /knows nobody called @nobody:tidewater\.example.*"publication\.optOut"/,
      /nobody is no user id/,
      /hello is no event id/,
      /no room with the slug lobbi\. Did you mean lobby\?/,
      /Nothing is stored of 1999-01-01 in lobby\. Days beside it with a page: \d{4}-\d\d-\d\d/,
      /no room with the slug workshp\. Did you mean workshop\?/,
      /No network is known by the name discrd\. Did you mean Discord\?/,
      /a\.png is no file of Matrix\. Write its address as mxc:/,
      /Nothing was done\./,
    ])
      assert.match(wrong.stderr, problem);
    const listed = await run("--list", "--room", "lobby");
    assert.equal(listed.code, 2);
    const undone = await run("--undo", "--room", "lobby");
    assert.equal(undone.code, 2);
    assert.match(undone.stderr, /lobby is not removed\.\n.*--list/);
    assert.deepEqual(readFileSync(join(cwd, "data/decisions.jsonl")), decisions);
  });

  test("before anything was crawled there is nothing to remove from", async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "daybook-cli-remove-none-"));
    t.after(() => rmSync(folder, { recursive: true }));
    cpSync(join(cwd, "daybook.yaml"), join(folder, "daybook.yaml"));
    const { code, stderr } = await runDaybook(["remove", "--room", "lobby"], { cwd: folder });
    assert.equal(code, 2);
    assert.match(stderr, /There is no store/);
  });

  test("an event: it leaves every byte of store and site at once, the addresses are told, and an update keeps it away", async () => {
    const { event, day } = await messageSaying(cwd, word);
    assert.ok((await filesHolding(word)).length > 2);
    const { code, stdout } = await run("--event", event.eventId, "--reason", "asked for by mail", "--json");
    assert.equal(code, 0);
    const report = JSON.parse(stdout) as RemoveReport;
    assert.deepEqual(
      report.removals.map(({ kind, target, already, unseen }) => ({ kind, target, already, unseen })),
      [{ kind: "event", target: event.eventId, already: false, unseen: false }],
    );
    assert.equal(report.site, "built");
    const page = `http://localhost:8080/lobby/${day.replaceAll("-", "/")}/`;
    assert.ok(report.build?.withdrawn.changed.includes(page), JSON.stringify(report.build?.withdrawn));
    assert.deepEqual(await filesHolding(word), []);
    const lines = readFileSync(join(cwd, "data/decisions.jsonl"), "utf8").trimEnd().split("\n");
    const { at, ...recorded } = JSON.parse(lines.at(-1) ?? "") as Record<string, string>;
    assert.ok(Number.isFinite(Date.parse(at ?? "")));
    assert.deepEqual(recorded, { kind: "removal", what: "event", target: event.eventId, reason: "asked for by mail" });

    const again = await runDaybook(["update", "--full", "--quiet"], { cwd });
    assert.equal(again.code, 0, again.stderr);
    assert.deepEqual(await filesHolding(word), []);
  });

  test("--list shows it with its reason; a second removal says that the first one stands", async () => {
    const list = await run("--list");
    assert.match(list.stdout, /^ {2}event +\$\S+ {2}\d{4}-\d\d-\d\d \d\d:\d\d UTC: asked for by mail$/m);
    const { removals } = JSON.parse((await run("--list", "--json")).stdout) as { removals: { target: string }[] };
    const twice = await run("--event", removals[0]?.target ?? "", "--reason", "again", "--no-build");
    assert.match(twice.stdout, /was removed on \d{4}-.*; that stands/);
    assert.equal((JSON.parse((await run("--list", "--json")).stdout) as { removals: unknown[] }).removals.length, 1);
  });

  test("--undo lifts the block alone and says how the words come back", async () => {
    const { removals } = JSON.parse((await run("--list", "--json")).stdout) as { removals: { target: string }[] };
    const { code, stdout } = await run("--undo", "--event", removals[0]?.target ?? "", "--no-build");
    assert.equal(code, 0);
    assert.match(stdout, /Only the block is lifted\. .*`daybook crawl --full`, then `daybook build`/);
    assert.deepEqual(await filesHolding(word), []);
    assert.match((await run("--list")).stdout, /^Nothing is removed\.$/m);
    await runDaybook(["crawl", "--full", "--quiet"], { cwd });
    await runDaybook(["build", "--quiet"], { cwd });
    assert.ok((await filesHolding(word)).some((path) => path.startsWith("lobby/")));
  });

  test("an event that was never seen is recorded beforehand, and the report says so", async () => {
    const { code, stdout } = await run("--event", "$never-seen", "--no-build");
    assert.equal(code, 0);
    assert.match(stdout, /\$never-seen: the archive has never seen it; recorded/);
    assert.match(stdout, /The site still shows what it showed: `daybook build` takes it away\./);
    assert.equal((await run("--undo", "--event", "$never-seen", "--no-build")).code, 0);
  });
});
