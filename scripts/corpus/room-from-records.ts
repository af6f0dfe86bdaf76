import type { JsonObject } from "#lib/json.ts";
import type { EventId } from "#matrix/ids.ts";
import { buildRoom } from "#sample/build-room.ts";
import { memberFrom, reactionFrom, redactionFrom, stateFrom } from "#sample/new-event.ts";
import type { NewEvent } from "#sample/room-editor.ts";
import { sourceOf, type SampleEvent } from "#sample/sample-event.ts";
import { eventIdFor, sampleUserId } from "#sample/sample-ids.ts";
import type { SampleRoom } from "#sample/sample-room.ts";
import type { ChatRecord } from "./chat-record.ts";

/** The event that stands for a record. */
export function eventIdOf({ src, id }: Pick<ChatRecord, "src" | "id">): EventId {
  return eventIdFor(`corpus ${src} ${id}`);
}

/** The records of one room as a room of the sample homeserver, world-readable from its first moment. */
export function roomFromRecords(slug: string, records: readonly ChatRecord[]): SampleRoom {
  const ordered = records.toSorted((one, other) => one.ts - other.ts);
  const start = buildRoom({
    roomId: `!${slug}:corpus.example`,
    alias: `#${slug}:corpus.example`,
    creator: "@corpus:corpus.example",
    name: slug,
    createdAtMs: (ordered[0]?.ts ?? 0) - 60_000,
  }).toRoom();
  const events = Array.from({ length: start.events.length }, (_, index) => start.events.at(index));
  const names = new Map<string, string>();
  for (const record of ordered) {
    if (names.get(record.sender_id) !== record.sender && record.type !== "leave") {
      names.set(record.sender_id, record.sender);
      const member = memberFrom(senderOf(record), record.sender, { originServerTs: record.ts });
      events.push(toEvent(member, eventIdFor(`corpus member ${slug} ${record.id}`)));
    }
    for (const [nth, event] of eventsOf(record).entries()) {
      events.push(
        toEvent(event, nth === 0 ? eventIdOf(record) : eventIdFor(`corpus ${record.src} ${record.id} ${nth}`)),
      );
    }
  }
  return { ...start, events: sourceOf(events) };
}

function toEvent({ sender, redacts, originServerTs = 0, ...rest }: NewEvent, eventId: EventId): SampleEvent {
  const target = redacts === undefined ? {} : { redacts: redacts as EventId };
  return { ...rest, eventId, sender: sampleUserId(sender), originServerTs, ...target };
}

/** The record itself first; then its newer wording, more of its files, reactions. */
function eventsOf(record: ChatRecord): readonly NewEvent[] {
  const sender = senderOf(record);
  const at = { originServerTs: record.ts };
  switch (record.type) {
    case "join":
      return [];
    case "leave":
      return [stateFrom(sender, "m.room.member", { membership: "leave" }, { stateKey: sender, ...at })];
    case "topic":
      return [stateFrom(sender, "m.room.topic", { topic: record.body ?? "" }, at)];
    case "delete":
      return [redactionFrom(sender, eventIdOf({ src: record.src, id: record.target ?? "" }), at)];
    default:
      return messagesOf(record, sender);
  }
}

function messagesOf(record: ChatRecord, sender: string): readonly NewEvent[] {
  const [file, ...moreFiles] = record.media ?? [];
  const [first] = record.edits ?? [];
  const message = (content: JsonObject, originServerTs = record.ts): NewEvent => ({
    type: "m.room.message",
    sender,
    content,
    originServerTs,
  });
  const words = wordsOf(record);
  const content = file === undefined ? words : { ...words, ...mediaOf(file) };
  const id = eventIdOf(record);
  const newer = { ...content, "m.new_content": content, "m.relates_to": { rel_type: "m.replace", event_id: id } };
  const reactions = Object.entries(record.reactions ?? {}).flatMap(([key, count]) =>
    Array.from({ length: Math.min(count, 20) }, (_, nth) =>
      reactionFrom(`@reader${nth}:corpus.example`, key, id, { originServerTs: record.ts + 1 }),
    ),
  );
  return [
    message(
      first === undefined
        ? { ...content, ...relationOf(record) }
        : { ...relationOf(record), msgtype: "m.text", body: first.body },
    ),
    ...(first === undefined ? [] : [message(newer, record.ts + 1)]),
    ...moreFiles.map((other) => message({ body: other.name ?? "file", ...mediaOf(other) })),
    ...reactions,
  ];
}

function wordsOf({ type, body = "", html }: ChatRecord): JsonObject {
  const msgtype = type === "notice" || type === "emote" ? `m.${type}` : "m.text";
  const formatted = html === undefined ? {} : { format: "org.matrix.custom.html", formatted_body: html };
  return { msgtype, body, ...formatted };
}

function mediaOf({ name = "file", mime = "", w, h }: NonNullable<ChatRecord["media"]>[number]): JsonObject {
  const size = { ...(w === undefined ? {} : { w }), ...(h === undefined ? {} : { h }) };
  const msgtype = mime.startsWith("image/") ? "m.image" : "m.file";
  return { msgtype, filename: name, url: "mxc://corpus.example/none", info: { mimetype: mime, ...size } };
}

function relationOf({ src, thread, reply_to: replyTo, id }: ChatRecord): JsonObject {
  const idOf = (target: string): JsonObject => ({ event_id: eventIdOf({ src, id: target }) });
  const answer = replyTo === undefined ? {} : { "m.in_reply_to": idOf(replyTo) };
  const isInThread = thread !== undefined && thread !== id;
  if (!isInThread && replyTo === undefined) return {};
  return { "m.relates_to": { ...answer, ...(isInThread ? { rel_type: "m.thread", ...idOf(thread) } : {}) } };
}

/** User ids take few signs; two people who differ only in others are told apart by a mark. */
function senderOf({ sender_id: id }: ChatRecord): string {
  const local = id.toLowerCase().replaceAll(/[^a-z0-9._=/-]/g, (sign) => `=${sign.codePointAt(0)?.toString(16)}`);
  return `@${local.slice(0, 200)}:corpus.example`;
}
