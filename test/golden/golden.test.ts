import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { test, type TestContext } from "node:test";
import type { JsonObject } from "#lib/json.ts";
import type { MediaUse } from "#lib/safe-media.ts";
import type { MxcUri } from "#matrix/ids.ts";
import { parseRoomEvent } from "#matrix/parse-room-event.ts";
import { buildScene } from "#test/support/build-scene.ts";
import { EventDraft } from "#test/support/event-draft.ts";
import { roomId } from "#test/support/ids.ts";
import { keepMedia, keepPicture, safeFileOf } from "#test/support/kept-media.ts";
import { textAt, type Tree } from "#test/support/site-build.ts";
import { StoredRoom } from "#test/support/stored-room.ts";

/** A room as a homeserver delivers it: events oldest first. */
type Input = {
  readonly roomId: string;
  readonly name: string;
  readonly events: readonly JsonObject[];
  /** What is copied, by address, and as what. Default: nothing. */
  readonly pictures?: Readonly<Record<string, MediaUse>>;
  readonly files?: Readonly<Record<string, "video" | "audio" | "file">>;
};

/** What is compared: enough to see every kind of line, page frame, feed and sitemap. */
const compared = [
  "general/2024/03/05/index.html",
  "general/2024/03/05/index.md",
  "general/2024/03/messages.jsonl",
  "general/feed.xml",
  "general/2024/sitemap.xml",
  "sitemap.xml",
  "robots.txt",
];

const here = fileURLToPath(new URL(".", import.meta.url));

/** Each folder of `input/` gives exactly the files of its folder in `output/`. Delete one to have it written anew. */
for (const name of await readdir(join(here, "input"))) {
  test(`the site of "${name}" is exactly as it was`, async (t) => {
    const text = await readFile(join(here, "input", name, "room.json"), "utf8");
    const tree = await siteOf(t, JSON.parse(text) as Input);
    for (const path of compared) await compare(join(here, "output", name, path), legible(path, textAt(tree, path)));
  });
}

async function siteOf(t: TestContext, input: Input): Promise<Tree> {
  const { store, build, tree } = await buildScene(t, {
    rooms: [{ room: "#general:example.org", index: true, media: input.files === undefined ? "thumbnails" : "full" }],
  });
  const stored = new StoredRoom(store, { roomId: input.roomId, name: input.name });
  const redactions: { readonly target: string; readonly at: number }[] = [];
  for (const [index, json] of input.events.entries()) {
    const parsed = parseRoomEvent(json, roomId(input.roomId));
    assert.equal(parsed.kind, "event", JSON.stringify(parsed));
    const { event } = parsed;
    const draft = new EventDraft(event, (index + 1) * 1000);
    const isPossible = event.originServerTs > Date.UTC(2014);
    stored.room.drafts.push(isPossible ? draft : draft.onDay("2024-03-05"));
    for (const target of event.redacts ?? []) redactions.push({ target, at: event.originServerTs });
  }
  await stored.write();
  for (const { target, at } of redactions)
    await stored.redact(target as never, new Date(at).toISOString().slice(0, -1));
  for (const [mxc, use] of Object.entries(input.pictures ?? {})) await keepPicture(store, mxc as MxcUri, mxc, use);
  for (const [mxc, kind] of Object.entries(input.files ?? {})) {
    const file = safeFileOf(mxc, { extension: "bin", mimeType: "application/octet-stream" });
    await keepMedia(store, mxc as MxcUri, { [kind]: { kind, file } }, [[file, mxc]]);
  }
  await stored.crawledAt("2024-04-03 00:00");
  await build();
  return tree();
}

async function compare(file: string, actual: string): Promise<void> {
  if (existsSync(file)) {
    assert.equal(actual, await readFile(file, "utf8"), `${file} differs; delete it to have it written anew`);
    return;
  }
  assert.notEqual(process.env["CI"], "true", `${file} is missing`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, actual);
}

/**
 * Of a page, a line for each element that begins a block, and no links to styles and scripts, whose names change with their content.
 * Everything else as it is.
 */
function legible(path: string, text: string): string {
  if (!path.endsWith(".html")) return text;
  const assets = /<(?:link rel="stylesheet"|script type="module")[^>]*\/_astro\/[^>]*>(?:<\/script>)?/g;
  const blocks = /<(?=(?:article|body|dialog|div|footer|header|li|link|main|meta|nav|ol|p|title|ul)\b)/g;
  return `${text.replaceAll(assets, "").replaceAll(blocks, "\n<").trim()}\n`;
}
