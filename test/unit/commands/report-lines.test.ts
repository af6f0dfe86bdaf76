import assert from "node:assert/strict";
import { test } from "node:test";
import type { BuildReport } from "#build/build-report.ts";
import type { CrawlReport, CrawlRoomReport } from "#crawl/crawl-report.ts";
import type { CalendarDay } from "#lib/calendar-day.ts";
import type { PlanReport } from "#operations/plan-report.ts";
import { buildReportLines } from "#scripts/commands/support/build-report-lines.ts";
import { crawlExitCode, crawlReportLines } from "#scripts/commands/support/crawl-report-lines.ts";
import { planExitCode, planReportLines } from "#scripts/commands/support/plan-report-lines.ts";
import type { ReportLine } from "#scripts/commands/support/report-line.ts";

const asText = (lines: readonly ReportLine[]) => lines.map(({ mark, text }) => `${mark}|${text}`);

const room: CrawlRoomReport = {
  slug: "general",
  room: "#general:example.org",
  outcome: "complete",
  reason: undefined,
  problem: undefined,
  requests: 3,
  eventsSeen: 1300,
  eventsStored: 1234,
  eventsChanged: 0,
  eventsMalformed: 0,
  withheld: {},
  holes: [],
  complete: true,
};

const crawl = (rooms: readonly CrawlRoomReport[], outcome: CrawlReport["outcome"] = "done"): CrawlReport => ({
  startedAt: "2024-03-05T10:00:00.000Z",
  endedAt: "2024-03-05T10:03:07.000Z",
  outcome,
  requests: 12,
  rooms,
  warnings: ["The alias #old:example.org moved"],
});

test("a crawl report names each room's outcome, what is missing and what is withheld", () => {
  const hole = { newer: "2024-02-03", older: "2024-02-01", reason: "the server failed" };
  const report = crawl([
    { ...room, withheld: { "not-public-when-sent": 12 } },
    { ...room, slug: "help", outcome: "incomplete", complete: false, holes: [hole], problem: "The server failed." },
    { ...room, slug: "staff", outcome: "refused", reason: "closed-now" },
  ]);
  assert.deepEqual(asText(crawlReportLines(report)), [
    "title|Crawl: 3 rooms, 12 requests, 3:07",
    "good|  general  complete: 1,234 events stored",
    "plain|      withheld 12: not public when sent",
    "bad|  help     in part: 1,234 events stored, history not complete",
    "bad|      The server failed.",
    "warn|      hole from 2024-02-01 to 2024-02-03: the server failed",
    "refused|  staff    withheld: closed-now (the room's history is not world-readable now)",
    "warn|The alias #old:example.org moved",
  ]);
});

test("a crawl report tells what is missing on the server and what became of it, and what left with a room that closed", () => {
  const outcomes = ["deleted", "held", "still-there"] as const;
  const report = crawl([
    ...outcomes.map((outcome) => ({ ...room, missing: { events: 1200, outcome } })),
    { ...room, unasked: [{ newer: "2024-02-03", older: undefined, reason: "the server failed" }] },
    { ...room, outcome: "refused" as const, reason: "closed-now" as const, eventsErased: 1 },
  ]);
  const told = asText(crawlReportLines(report)).filter((line) => line.includes("|      "));
  assert.deepEqual(told, [
    "warn|      1,200 events missing on the server: deleted here too",
    "warn|      1,200 events missing on the server: too many to delete unasked",
    "warn|      1,200 events missing on the server: not believed, nothing deleted",
    "warn|      kept unasked from the beginning to 2024-02-03: the server failed",
    "plain|      1 event of it left the store; the next build takes its pages away",
  ]);
  assert.equal(crawlExitCode(report), 0);
});

test("a room that a rule withholds is no failure; one that the server failed to deliver is", () => {
  assert.equal(crawlExitCode(crawl([room, { ...room, outcome: "refused", reason: "encrypted" }])), 0);
  assert.equal(crawlExitCode(crawl([{ ...room, outcome: "incomplete", complete: false }])), 0);
  assert.equal(crawlExitCode(crawl([room, { ...room, outcome: "failed" }])), 1);
  assert.equal(crawlExitCode(crawl([{ ...room, outcome: "incomplete", problem: "The server failed." }])), 1);
  assert.equal(crawlExitCode(crawl([room], "partial")), 1);
  assert.equal(crawlExitCode(crawl([room], "interrupted")), 130);
});

test("a build report counts files and names hosts that could not take them", () => {
  const report: BuildReport = {
    outcome: "done",
    full: false,
    rendered: 12,
    written: ["index.html"],
    deleted: [],
    unchanged: 24_999,
    files: 25_000,
    sizeBytes: 900_000_000,
    messages: 1_000_000,
    withdrawn: { vanished: [], changed: [] },
    warnings: [],
  };
  assert.deepEqual(asText(buildReportLines(report, "/srv/dist")), [
    "title|Build: 1 written, 0 deleted, 24,999 unchanged",
    "good|  /srv/dist: 25,000 files, 900 MB, 1,000,000 messages; 12 pages rendered",
    "warn|  Too big for Cloudflare Pages (free): more than 20,000 files",
  ]);
  const nothing = buildReportLines({ ...report, written: [], rendered: 0, files: 3 }, "/srv/dist");
  assert.equal(asText(nothing)[0], "title|Build: nothing changed");
});

test("a plan names verdict and reason of each room, what would be fetched and which hosts could take it", () => {
  const planned = {
    slug: "general",
    room: "#general:example.org",
    roomId: "!a:example.org",
    name: "General",
    verdict: "publish",
    reason: undefined,
    problem: undefined,
    historyVisibility: "world_readable",
    joinRule: "public",
    joinedMembers: 42,
    opened: { by: "@ann:example.org", at: "2023-01-01T12:00:00.000Z" },
    bridges: [],
    looksInternal: false,
    linksToSite: false,
    history: { first: "2023-01-01" as CalendarDay, last: "2024-03-05" as CalendarDay },
    stretches: [
      {
        event: "$opened",
        by: "@ann:example.org",
        power: 100,
        from: "2023-01-01T12:00:00.000Z",
        to: "2024-01-02T12:00:00.000Z",
        inForce: false,
        stay: { messages: 1234, days: 56 },
        publish: { messages: 1, days: 1 },
        remove: { "opted-out": { messages: 5, days: 2 }, redacted: { messages: 0, days: 1 } },
        withhold: { "too-young": { messages: 7, days: 1 } },
      },
    ],
    notice: { topic: "Public archive: https://chat.example.org/general/", message: "This room is archived." },
  } as const;
  const report: PlanReport = {
    homeserver: "https://matrix.example.org",
    reader: "@reader:example.org",
    rooms: [
      planned,
      {
        ...planned,
        slug: "staff",
        verdict: "withhold",
        reason: "closed-now",
        looksInternal: true,
        history: undefined,
        stretches: [],
        opened: undefined,
      },
    ],
    unlisted: [{ slug: "old", roomId: "!old:example.org", messages: 9, days: 3 }],
    proposed: [
      {
        space: "#community:example.org",
        roomId: "!b:x",
        alias: "#help:example.org",
        name: "Help",
        worldReadable: true,
      },
    ],
    forecast: {
      days: 430,
      files: 900,
      sizeBytes: 30_000_000,
      basis: "a page for each day",
      hosts: [{ host: "GitHub Pages", fits: true, over: [] }],
    },
    warnings: [],
  };
  assert.deepEqual(asText(planReportLines(report)), [
    "title|Plan: https://matrix.example.org, read as @reader:example.org; nothing is written",
    "good|  general  would be published",
    'plain|      #general:example.org: "General", history world_readable, join rule public, 42 members',
    "plain|      opened by @ann:example.org, 2023-01-01 12:00 UTC",
    "plain|      would fetch 2023-01-01 to 2024-03-05",
    "plain|      open since 2023-01-01 until 2024-01-02, by @ann:example.org: 1,234 messages on 56 days stay as they are; 1 message on 1 day would be published; 7 messages on 1 day withheld: too-young",
    "warn|      5 messages on 2 days would go: opted-out (the sender opted out)",
    "warn|      something on 1 day would go: redacted (redacted)",
    "warn|      its topic does not link to the site",
    "plain|      suggested for the topic: Public archive: https://chat.example.org/general/",
    "plain|      suggested message: This room is archived.",
    "refused|  staff  withheld: closed-now (the room's history is not world-readable now)",
    'plain|      #general:example.org: "General", history world_readable, join rule public, 42 members',
    "warn|      reads like a room for insiders: make sure that it is meant for everyone",
    "warn|  old  no longer listed: its pages would go, 9 messages on 3 days (!old:example.org)",
    "title|Rooms that spaces propose (not published unless listed)",
    'plain|  #help:example.org "Help": world-readable, from #community:example.org',
    "title|Forecast: at most 430 days, 900 files, about 30 MB (a page for each day)",
    "good|  fits GitHub Pages",
  ]);
  assert.equal(planExitCode(report), 0);
  assert.equal(planExitCode({ ...report, rooms: [{ ...planned, verdict: "unknown" }] }), 1);
});
