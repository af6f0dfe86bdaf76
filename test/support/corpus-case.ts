import { calendarDayOf } from "#lib/calendar-day.ts";
import { isJsonObject, stringOr, type JsonObject } from "#lib/json.ts";
import { parseRoomEvent } from "#matrix/parse-room-event.ts";
import type { EventId } from "#matrix/ids.ts";
import { parseRelation } from "#matrix/relations.ts";
import { parseMessage } from "#message/parse-message.ts";
import { renderMarkdown } from "#message/render-markdown.ts";
import { renderPlainText } from "#message/render-plain-text.ts";
import { withoutRelayFallback } from "#publication/relayed-author.ts";
import type { FoldInput, MessageItem, TimelineItem } from "#timeline/timeline.ts";
import { contentLine } from "#view/content-line.ts";
import type { DayPage, MessageTile } from "#view/models.ts";
import { wordsFor } from "#view/strings/words.ts";
import { tilesOf } from "./day-page.ts";
import { foldRoom, membersOf } from "./fold-input.ts";
import { roomId } from "./ids.ts";
import { EventDraft, RoomBuilder } from "./room-builder.ts";
import { dayPageOf } from "./site.ts";

/** One case of `test/corpus/events`: events as they come over the wire, and what a page makes of them. */
export type CorpusCase = {
  /** Of the inventory; the folder's name. */
  readonly row: string;
  /** What the case shows, as a promise. */
  readonly promise: string;
  /** Section of the specification, or MSC. */
  readonly source: string;
  readonly wellFormed: boolean;
  /** As a room is configured. Default: hidden. */
  readonly membership?: "fold";
  /** Oldest first. What each needs beside its content has a default; see `wireEvent`. */
  readonly events: readonly JsonObject[];
  readonly expect: ExpectedTile | readonly ExpectedTile[];
};

export type ExpectedTile = {
  /** Whose tile; default: the last event's. */
  readonly event?: string;
  /** Kind of the tile's body; "state" for a line between messages; "removed"; "none". */
  readonly tile: string;
  /** Safe HTML; not there for tiles that have none. */
  readonly html?: string;
  /** Plain text; not there for "removed" and "none". */
  readonly text?: string;
  /** As Markdown, compared where it is given. */
  readonly markdown?: string;
  /** Members of the tile beside its body (src/view/tile-models.ts), compared where they are named. */
  readonly also?: JsonObject;
};

/** What a page makes of the case's events, in the form of its expectation. */
export function tilesFor({ events, expect, membership }: CorpusCase): readonly ExpectedTile[] {
  const room = roomOf(events);
  const changes = membership === "fold" ? { members: membersOf(room) } : {};
  const wanted: readonly ExpectedTile[] = Array.isArray(expect)
    ? (expect as readonly ExpectedTile[])
    : [expect as ExpectedTile];
  return wanted.map((one) => {
    const id = one.event ?? stringOr(wireEvent(events.at(-1) ?? {}, events.length - 1)["event_id"]) ?? "";
    return { ...(one.event === undefined ? {} : { event: one.event }), ...tileOf(room, id, one, changes) };
  });
}

/** By Ann, a minute after the one before it, on 5 March 2024; the ids are `$1`, `$2` and so on. */
export function wireEvent(event: JsonObject, index: number): JsonObject {
  return {
    type: "m.room.message",
    event_id: `$${index + 1}`,
    sender: "@ann:tidewater.example",
    origin_server_ts: Date.parse("2024-03-05T09:00:00Z") + index * 60_000,
    ...event,
  };
}

/**
 * What is malformed as an event never gets into an archive; what is redacted comes as a server delivers it; the author's name that a
 * bridge puts before the words is taken out, as an archive does.
 */
function roomOf(events: readonly JsonObject[]): RoomBuilder {
  const room = new RoomBuilder();
  const parsed = events.map((event, index) => parseRoomEvent(wireEvent(event, index), roomId(room.roomId)));
  const redacted = new Set<EventId>(parsed.flatMap((one) => (one.kind === "event" ? (one.event.redacts ?? []) : [])));
  for (const one of parsed) {
    if (one.kind === "malformed") continue;
    const draft = new EventDraft(withoutRelayFallback(one.event), (room.drafts.length + 1) * 1000);
    const isRedacted = one.event.redacted || redacted.has(one.event.eventId);
    // A redacted edit leaves no trace (docs/publication.md).
    if (isRedacted && parseRelation({ ...one.event, redacted: false })?.kind === "replace") continue;
    room.drafts.push(isRedacted ? draft.redacted() : draft);
  }
  return room;
}

function tileOf(room: RoomBuilder, id: string, wanted: ExpectedTile, changes: Partial<FoldInput>): ExpectedTile {
  const draft = room.drafts.find(({ event }) => event.eventId === id);
  if (draft === undefined) return { tile: "none" };
  const day = calendarDayOf(draft.event.originServerTs);
  const timeline = foldRoom(room, day, changes);
  const item = timeline.items.find(({ eventId }) => eventId === id);
  if (item === undefined) return { tile: "none" };
  if (item.kind === "removed") return { tile: "removed" };
  if (item.kind === "member") return { tile: "member", text: memberLineOf(dayPageOf(timeline, { day }), item) };
  const page = dayPageOf(timeline, { day });
  if (item.kind === "state") return { tile: "state", text: lineOf(page, item) };
  const tile = tilesOf(page).find((one) => one.id === item.shortId);
  return tile === undefined ? { tile: "none" } : messageOf(tile, item, wanted);
}

function lineOf(page: DayPage, { shortId }: TimelineItem): string {
  const line = page.entries.find((entry) => entry.kind === "line" && entry.id === shortId);
  return line?.kind === "line" ? line.text : "";
}

function memberLineOf(page: DayPage, { shortId }: TimelineItem): string {
  const lines = page.entries.flatMap((entry) => (entry.kind === "members" ? entry.lines : []));
  return lines.find(({ id }) => id === shortId)?.text ?? "";
}

/** Markdown and further members are told where they are wanted. */
function messageOf(tile: MessageTile, { content }: MessageItem, wanted: ExpectedTile): ExpectedTile {
  const { body } = tile;
  const html = "html" in body ? body.html : "captionHtml" in body ? body.captionHtml : undefined;
  const isWords = content.kind === "text" || content.kind === "notice" || content.kind === "emote";
  const tree = isWords ? parseMessage(content) : undefined;
  const text = tree === undefined ? contentLine(content, "Ann", wordsFor("en")) : renderPlainText(tree);
  const markdown = wanted.markdown === undefined ? undefined : tree && renderMarkdown(tree);
  const { also } = wanted;
  const members = also && asJson(Object.fromEntries(Object.keys(also).map((key) => [key, memberOf(tile, key)])));
  return {
    tile: body.kind,
    ...(html === undefined ? {} : { html }),
    text,
    ...(markdown === undefined ? {} : { markdown }),
    ...(members && { also: members }),
  };
}

/** Of the tile, else of its body. */
function memberOf(tile: MessageTile, key: string): unknown {
  return Object.entries({ ...tile.body, ...tile }).find(([name]) => name === key)?.[1];
}

/** As it would be written to a file. */
function asJson(value: unknown): JsonObject {
  const json: unknown = JSON.parse(JSON.stringify(value));
  return isJsonObject(json) ? json : {};
}
