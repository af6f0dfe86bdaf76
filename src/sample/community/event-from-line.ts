import type { JsonObject } from "#lib/json.ts";
import type { EventId } from "#matrix/ids.ts";
import { memberFrom, reactionFrom, redactionFrom, stateFrom } from "#sample/new-event.ts";
import type { NewEvent } from "#sample/room-editor.ts";
import { sampleMediaId } from "#sample/sample-media.ts";
import { personNamed } from "./cast.ts";
import type { ScriptLine } from "./chat-script.ts";
import { toTextContent } from "./markup.ts";

/** Finds the event that an earlier line named with `[id=…]`; throws when there is none. */
export type FindLabel = (label: string) => LabelledEvent;
export type LabelledEvent = { readonly eventId: EventId; readonly sender: string; readonly body: string };

/** The event that a script's line stands for. The first mark of the table that the line carries decides; none: a text. */
export function eventFromLine(line: ScriptLine, findLabel: FindLabel): NewEvent {
  const form = forms.find(([mark]) => line.marks.has(mark));
  if (form === undefined) return messageFrom(line, findLabel);
  const [mark, make] = form;
  return make({ ...line, sender: personNamed(line.who).userId, value: line.marks.get(mark) ?? "" }, findLabel);
}

type MarkedLine = ScriptLine & { readonly sender: string; readonly value: string };
type Make = (line: MarkedLine, findLabel: FindLabel) => NewEvent;

const poll = "org.matrix.msc3381.poll";
const textBlock = "org.matrix.msc1767.text";

const forms: readonly (readonly [mark: string, make: Make])[] = [
  ["on", ({ sender, text, value }, find) => reactionFrom(sender, text, find(value).eventId)],
  [
    "redact",
    ({ sender, text, value }, find) => redactionFrom(sender, find(value).eventId, text === "" ? {} : { reason: text }),
  ],
  ["topic", ({ sender, text }) => stateFrom(sender, "m.room.topic", { topic: text })],
  ["name", ({ sender, text }) => stateFrom(sender, "m.room.name", { name: text })],
  ["visibility", ({ sender, text }) => stateFrom(sender, "m.room.history_visibility", { history_visibility: text })],
  ["nick", ({ sender, text }) => memberFrom(sender, text)],
  ["leave", ({ sender }) => stateFrom(sender, "m.room.member", { membership: "leave" }, { stateKey: sender })],
  ["pin", ({ sender, value }, find) => stateFrom(sender, "m.room.pinned_events", { pinned: [find(value).eventId] })],
  [
    "tombstone",
    ({ sender, text, value }) => stateFrom(sender, "m.room.tombstone", { body: text, replacement_room: value }),
  ],
  ["poll", ({ sender, text }) => pollFrom(sender, text)],
  ["vote", ({ sender, text, value }, find) => voteFrom(sender, text, find(value).eventId)],
  ["endpoll", ({ sender, text, value }, find) => pollEndFrom(sender, text, find(value).eventId)],
  ["type", ({ sender, text, value }) => ({ type: value, sender, content: { body: text } })],
];

function messageFrom(line: ScriptLine, findLabel: FindLabel): NewEvent {
  const { marks } = line;
  const sender = personNamed(line.who).userId;
  const content = { ...contentFor(line), ...relationFor(marks, findLabel) };
  const edited = marks.get("edit");
  if (edited === undefined) return { type: marks.has("sticker") ? "m.sticker" : "m.room.message", sender, content };
  const relation = { rel_type: "m.replace", event_id: findLabel(edited).eventId };
  const fallback = { msgtype: "m.text", body: `* ${content["body"]}` };
  return {
    type: "m.room.message",
    sender,
    content: { ...fallback, "m.new_content": content, "m.relates_to": relation },
  };
}

function contentFor({ marks, text }: ScriptLine): JsonObject & { readonly body: string } {
  const media = mediaForms.find(([mark]) => marks.has(mark));
  if (media !== undefined) return mediaContent(media, marks, text);
  if (marks.has("location")) return { msgtype: "m.location", body: text, geo_uri: "geo:54.4210,10.1702" };
  const msgtype = marks.has("emote") ? "m.emote" : marks.has("notice") ? "m.notice" : "m.text";
  return { msgtype, ...toTextContent(text) };
}

const mediaForms: readonly (readonly [
  mark: string,
  msgtype: string,
  mimeType: string,
  kind: "image" | "file" | "voice",
])[] = [
  ["image", "m.image", "image/png", "image"],
  ["sticker", "", "image/png", "image"],
  ["file", "m.file", "text/csv", "file"],
  ["voice", "m.audio", "audio/wav", "voice"],
];

/** `[image=pier.png size=1280x960]: caption`; without a caption the body is the file's name. */
function mediaContent(
  [mark, msgtype, mimetype, kind]: (typeof mediaForms)[number],
  marks: ReadonlyMap<string, string>,
  caption: string,
): JsonObject & { readonly body: string } {
  const fileName = marks.get(mark) ?? "";
  const [width, height] = (marks.get("size") ?? "").split("x").map(Number);
  const size = width === undefined || height === undefined ? undefined : { width, height };
  return {
    ...(msgtype === "" ? {} : { msgtype, filename: fileName }),
    body: caption === "" ? fileName : caption,
    url: `mxc://tidewater.example/${sampleMediaId(kind, fileName, size)}`,
    info: { mimetype, ...(size === undefined ? {} : { w: size.width, h: size.height }) },
    ...(mark === "voice" ? { "org.matrix.msc3245.voice": {} } : {}),
  };
}

function relationFor(marks: ReadonlyMap<string, string>, findLabel: FindLabel): JsonObject {
  const [reply, thread] = [marks.get("re"), marks.get("in")];
  if (thread !== undefined) {
    const answered = findLabel(reply ?? thread).eventId;
    const fallback = reply === undefined ? { is_falling_back: true } : {};
    const relation = {
      rel_type: "m.thread",
      event_id: findLabel(thread).eventId,
      "m.in_reply_to": { event_id: answered },
    };
    return { "m.relates_to": { ...relation, ...fallback } };
  }
  return reply === undefined ? {} : { "m.relates_to": { "m.in_reply_to": { event_id: findLabel(reply).eventId } } };
}

function pollFrom(sender: string, text: string): NewEvent {
  const [question = "", ...answers] = text.split(" | ");
  const start = {
    question: { [textBlock]: question, body: question, msgtype: "m.text" },
    kind: `${poll}.disclosed`,
    max_selections: 1,
    answers: answers.map((answer, index) => ({ id: `answer-${index + 1}`, [textBlock]: answer })),
  };
  const fallback = [question, ...answers.map((answer, index) => `${index + 1}. ${answer}`)].join("\n");
  return { type: `${poll}.start`, sender, content: { [`${poll}.start`]: start, [textBlock]: fallback } };
}

function voteFrom(sender: string, text: string, target: EventId): NewEvent {
  const relation = { rel_type: "m.reference", event_id: target };
  const response = { answers: [`answer-${text}`] };
  return { type: `${poll}.response`, sender, content: { "m.relates_to": relation, [`${poll}.response`]: response } };
}

function pollEndFrom(sender: string, text: string, target: EventId): NewEvent {
  const relation = { rel_type: "m.reference", event_id: target };
  return { type: `${poll}.end`, sender, content: { "m.relates_to": relation, [`${poll}.end`]: {}, [textBlock]: text } };
}
