import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { closePagefind } from "#build/search/pagefind-index.ts";
import { dayMs } from "#lib/calendar-day.ts";
import { hostileRoom } from "#sample/hostile-room.ts";
import type { SampleRoom } from "#sample/sample-room.ts";
import { publishRooms } from "#test/support/publish-rooms.ts";
import { readTree } from "#test/support/site-build.ts";
import { parseRecords, type ChatRecord } from "./corpus/chat-record.ts";
import { inspectPages } from "./corpus/inspect-pages.ts";
import { missingWords } from "./corpus/missing-words.ts";
import { readPayloads } from "./corpus/read-payloads.ts";
import { roomFromRecords } from "./corpus/room-from-records.ts";

const payloadsPerRoom = 40;

/**
 * `npm run corpus -- FILE.jsonl` (or a folder of them) turns chat records into a homeserver, crawls and builds it, and says which records'
 * words are not on their page. `npm run corpus -- --xss FILE` puts each text of other people's collections into the places of a room. Either
 * way every page is opened in Chromium. `--keep DIR` keeps the site, `--list N` says how many findings are listed. For data of others, which
 * never comes into the project. Exit code 1 when anything was found.
 */
try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
} finally {
  await closePagefind();
}

async function run(args: readonly string[]): Promise<number> {
  const options = {
    xss: { type: "boolean", default: false },
    keep: { type: "string" },
    list: { type: "string", default: "40" },
  } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (positionals.length === 0) throw new Error("Nothing to read: name a file or a folder, as CONTRIBUTING.md shows");
  const folder = values.keep ?? (await mkdtemp(join(tmpdir(), "daybook-corpus-")));
  try {
    const found = values.xss ? await tryPayloads(positionals, folder) : await tryRecords(positionals, folder);
    for (const line of found.slice(0, Number(values.list))) console.log(line);
    console.log(`${found.length} findings`);
    return found.length === 0 ? 0 : 1;
  } finally {
    if (values.keep === undefined) await rm(folder, { recursive: true, force: true });
  }
}

async function tryRecords(paths: readonly string[], folder: string): Promise<readonly string[]> {
  const records: ChatRecord[] = [];
  for (const file of await filesIn(paths)) records.push(...parseRecords(await readFile(file, "utf8")));
  const byRoom = Map.groupBy(records, slugOf);
  const rooms = new Map([...byRoom].map(([slug, ofRoom]) => [slug, roomFromRecords(slug, ofRoom)]));
  const output = await publish(rooms, folder);
  const missing = missingWords(records, await readTree(output));
  const lines = missing.map(
    ({ record, page, words }) =>
      `${page ?? "on no page"}: ${record.src} ${record.id} lacks ${words.slice(0, 12).join(" ")}`,
  );
  console.log(`${records.length} records, ${missing.length} with missing words`);
  return [...lines, ...(await inspectPages(output))];
}

function slugOf({ src, room }: ChatRecord): string {
  const words = `${src} ${room}`.toLowerCase().match(/[a-z0-9]+/g) ?? ["room"];
  return words.join("-").slice(0, 60).replace(/-$/, "");
}

async function tryPayloads(files: readonly string[], folder: string): Promise<readonly string[]> {
  const texts = (await Promise.all(files.map(readPayloads))).flat();
  console.log(`${texts.length} texts`);
  const rooms = new Map<string, SampleRoom>();
  for (let start = 0; start < texts.length; start += payloadsPerRoom) {
    const name = `texts-${rooms.size + 1}`;
    const startMs = Date.parse("2025-03-01") + rooms.size * dayMs;
    const own = texts.slice(start, start + payloadsPerRoom);
    rooms.set(name, hostileRoom({ name, texts: own, startMs, turn: rooms.size }));
  }
  return inspectPages(await publish(rooms, folder));
}

async function publish(rooms: ReadonlyMap<string, SampleRoom>, folder: string): Promise<string> {
  const { output, crawl, build } = await publishRooms({ rooms, folder });
  const failed = crawl.rooms.filter(({ outcome }) => outcome !== "complete");
  for (const { slug, outcome } of failed) console.log(`${slug}: ${outcome}`);
  console.log(`${rooms.size} rooms, ${build.messages} messages, ${build.rendered} pages`);
  return output;
}

async function filesIn(paths: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const isFolder = (await stat(path)).isDirectory();
    files.push(
      ...(isFolder
        ? (await readdir(path)).filter((name) => name.endsWith(".jsonl")).map((name) => join(path, name))
        : [path]),
    );
  }
  return files;
}
