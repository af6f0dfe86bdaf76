import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { dayMs } from "#lib/calendar-day.ts";
import { mediaFolder, safeFilePath, safeFilesOf } from "#lib/media-paths.ts";
import type { KnownMedia, MediaUse } from "#lib/safe-media.ts";
import { parseMxcUri, type MxcUri } from "#matrix/ids.ts";

import type { FaultAnswer, FaultRule, Faults } from "#sample/faults.ts";
import type { NewEvent } from "#sample/room-editor.ts";
import { sampleMediaId, type SampleFileKind } from "#sample/sample-media.ts";
import { readTree } from "../support/site-build.ts";
import type { CrawlWorld, CrawlWorldOptions } from "./crawl-world.ts";
import { sampleCrawl } from "./sample-crawl.ts";
import { ada, testRoom } from "./sample-rooms.ts";

/** So many days from now. */
export function later(days: number): number {
  return Date.now() + days * dayMs;
}

/** A file that the sample homeserver has. */
export function fileNamed(name: string, kind: SampleFileKind = "image"): { readonly id: string; readonly mxc: MxcUri } {
  const id = sampleMediaId(kind, name, kind === "image" ? { width: 96, height: 64 } : undefined);
  return { id, mxc: parseMxcUri(`mxc://tidewater.example/${id}`) ?? assert.fail(id) };
}

export function mediaFrom(sender: string, name: string, kind: SampleFileKind = "image", content = {}): NewEvent {
  const msgtype = { image: "m.image", file: "m.file", voice: "m.audio" }[kind];
  const body = { msgtype, body: name, url: fileNamed(name, kind).mxc, ...content };
  return { type: "m.room.message", sender, content: body };
}

/** A room with a message for each of these pictures, and a store to crawl it into. */
export async function mediaWorld(
  context: TestContext,
  names: readonly string[],
  {
    faults = {},
    room,
    ...options
  }: Partial<CrawlWorldOptions> & { faults?: Faults; room?: ReturnType<typeof testRoom> } = {},
) {
  const builder = room ?? testRoom();
  const ids = names.map((name) => builder.add(mediaFrom(ada, name)));
  const { server, world } = await sampleCrawl(context, { room: builder.toRoom(), faults, ...options });
  return { server, world, ids };
}

export function faultFor(name: string, answer: FaultAnswer, rule: Partial<FaultRule> = {}): Faults {
  return { rules: [{ endpoint: "media", mediaId: fileNamed(name).id, answer, ...rule }] };
}

export async function mediaOf(world: CrawlWorld, name: string, kind: SampleFileKind = "image"): Promise<KnownMedia> {
  const { mxc } = fileNamed(name, kind);
  return (await world.store.readMedia([mxc])).get(mxc) ?? assert.fail(`nothing is known of ${name}`);
}

/** State and reason, and for what it can be shown. */
export async function stateOf(world: CrawlWorld, name: string, kind: SampleFileKind = "image"): Promise<string> {
  const { state, reason, safe } = await mediaOf(world, name, kind);
  return [state, reason, ...Object.keys(safe)].filter((word) => word !== undefined).join(" ");
}

/** Are all files there that make up what it is shown as? */
export function areFilesThere(world: CrawlWorld, { safe }: KnownMedia, use: MediaUse): boolean {
  const media = safe[use] ?? assert.fail(`not kept as ${use}`);
  return safeFilesOf(media).every((file) => existsSync(join(world.store.folder, safeFilePath(file))));
}

/** Every file below the store's media folder but the mark. */
export async function mediaFiles(world: CrawlWorld): Promise<readonly string[]> {
  const folder = join(world.store.folder, mediaFolder);
  if (!existsSync(folder)) return [];
  return [...(await readTree(folder)).keys()].filter((path) => path !== "mark").toSorted();
}
