import type { JsonObject } from "#lib/json.ts";
import { parseEventId, parseUserId } from "#matrix/ids.ts";
import * as send from "./new-event.ts";
import type { NewEvent } from "./room-editor.ts";

/** Puts a text into one place. `add` appends an event to the room and returns its id. */
export type PutText = (text: string, add: AddEvent) => unknown;

export type AddEvent = (event: NewEvent) => string;

export type HostilePlaces = ReadonlyMap<string, PutText>;

/** The two people who write the text everywhere; both may change the room's state. */
type People = { readonly speaker: string; readonly guest: string };

/**
 * Every place of a room in which a stranger's text can land, by name: what is said, in which form, by whom, about what. None of them
 * assumes anything of the text. Where an id could not hold it, nothing is sent.
 */
export function hostilePlaces(people: People): HostilePlaces {
  return new Map([...placesInMessages(people), ...placesInRelations(people), ...placesInState(people)]);
}

function placesInMessages({ speaker }: People): HostilePlaces {
  const message = (contentFor: (text: string) => JsonObject): PutText => {
    return (text, add) => add({ type: "m.room.message", sender: speaker, content: contentFor(text) });
  };
  const typed = (type: string, contentFor: (text: string) => JsonObject): PutText => {
    return (text, add) => add({ type, sender: speaker, content: contentFor(text) });
  };
  const file = (msgtype: string, contentFor: (text: string) => JsonObject): PutText => {
    return message((text) => ({ url: sampleMedia, ...contentFor(text), msgtype }));
  };
  return new Map([
    ["message body", message((body) => ({ msgtype: "m.text", body }))],
    ["notice body", message((body) => ({ msgtype: "m.notice", body }))],
    ["emote body", message((body) => ({ msgtype: "m.emote", body }))],
    ["formatted body", message(formatted)],
    ["table cell", message((text) => formatted(`<table><tr><th>${text}</th><td>${text}</td></tr></table>`))],
    ["words of formatted bodies", message((text) => formatted(wordsIn(escaped(text))))],
    ["attributes of formatted bodies", message((text) => formatted(attributesOf(escaped(text))))],
    ["msgtype and format", message((text) => ({ msgtype: text, body: text, format: text, formatted_body: text }))],
    ["mention", message((text) => ({ msgtype: "m.text", body: text, "m.mentions": { user_ids: [text], room: text } }))],
    ["author of a bridge's message", message((text) => ({ msgtype: "m.text", body: text, ...profile(text) }))],
    ["file name", file("m.file", (text) => ({ body: text, filename: text, info: { mimetype: text, size: text } }))],
    ["image name and caption", file("m.image", (text) => ({ ...formatted(text), filename: text }))],
    ["media id", file("m.image", (text) => ({ body: "image", url: `mxc://tidewater.example/${text}` }))],
    ["sound name", file("m.audio", (text) => ({ body: text, "org.matrix.msc3245.voice": {} }))],
    ["video name", file("m.video", (text) => ({ body: text, info: { thumbnail_url: text } }))],
    ["gallery", file("m.gallery", (text) => ({ body: text, itemtypes: [{ itemtype: "m.image", body: text }] }))],
    ["place", file("m.location", (text) => ({ body: text, geo_uri: text, "m.location": { description: text } }))],
    ["sticker body", typed("m.sticker", (text) => ({ body: text, url: sampleMedia, info: {} }))],
    ["extensible event", typed("m.message", textBlocks)],
    ["encrypted event", typed("m.room.encrypted", (text) => ({ algorithm: text, ciphertext: text }))],
    ["call", typed("m.call.invite", (text) => ({ call_id: text, version: text }))],
    ["unknown type", (text, add) => add({ type: text, sender: speaker, content: { [text]: text } })],
  ]);
}

function placesInRelations({ speaker, guest }: People): HostilePlaces {
  const about = (event: (text: string, target: string) => NewEvent): PutText => {
    return (text, add) => add(event(text, add(send.textFrom(speaker, "What the next one is about"))));
  };
  const relating = (text: string, target: string): NewEvent =>
    send.textFrom(guest, "Related", { more: { "m.relates_to": { rel_type: text, event_id: target, key: text } } });
  return new Map<string, PutText>([
    ["reaction key", about((text, target) => send.reactionFrom(guest, text, target))],
    ["edit", about((text, target) => send.editFrom(speaker, text, target))],
    ["reason of a redaction", about((text, target) => send.redactionFrom(speaker, target, { reason: text }))],
    ["kind of a relation", about(relating)],
    ["id of a target", (text, add) => add(send.replyFrom(guest, "To nobody", parseEventId(`$${text}`) ?? "$nothing"))],
    ["quoted words", (text, add) => add(send.replyFrom(guest, "A reply", add(send.textFrom(speaker, text))))],
    ["thread root", (text, add) => add(send.threadReplyFrom(guest, text, add(send.textFrom(speaker, text))))],
    ["poll", (text, add) => add(voteFrom(guest, text, add(pollFrom(speaker, text))))],
  ]);
}

function placesInState({ speaker, guest }: People): HostilePlaces {
  const state = (type: string, contentFor: (text: string) => JsonObject): PutText => {
    return (text, add) => add(send.stateFrom(speaker, type, contentFor(text)));
  };
  const unknown: PutText = (text, add) => {
    add(send.stateFrom(speaker, "example.tidewater.unknown", { [text]: text }, { stateKey: text }));
    add(send.stateFrom(speaker, "im.vector.modular.widgets", { name: text, url: text }, { stateKey: text }));
  };
  const avatar: PutText = (text, add) => {
    const content = { membership: "join", displayname: "Ben", avatar_url: text, reason: text };
    add(send.stateFrom(guest, "m.room.member", content, { stateKey: guest }));
  };
  return new Map<string, PutText>([
    ["display name", (text, add) => speakAs(add, guest, text)],
    ["avatar and reason of a member", avatar],
    ["name of a user id", (text, add) => speakFrom(add, `@${text}:tidewater.example`)],
    ["server of a user id", (text, add) => speakFrom(add, `@guest:${text}`)],
    ["room name", state("m.room.name", (text) => ({ name: text }))],
    ["topic", state("m.room.topic", (text) => ({ topic: text, "m.topic": textBlocks(text) }))],
    [
      "alias",
      state("m.room.canonical_alias", (text) => ({ alias: `#${text}:tidewater.example`, alt_aliases: [text] })),
    ],
    ["room avatar", state("m.room.avatar", (text) => ({ url: text }))],
    ["pins", state("m.room.pinned_events", (text) => ({ pinned: [text, `$${text}`] }))],
    ["upgrade", state("m.room.tombstone", (text) => ({ body: text, replacement_room: `!${text}` }))],
    ["access", state("m.room.server_acl", (text) => ({ allow: ["*", text], deny: [text] }))],
    ["unknown state and its key", unknown],
  ]);
}

const sampleMedia = "mxc://tidewater.example/image-0123456789abcdef01234567-64x64";

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

function wordsIn(words: string): string {
  const link = `<a href="https://tidewater.example/">${words}</a>`;
  return `<p>${words}</p>${link}<pre><code>${words}</code></pre><h1>${words}</h1><span data-mx-spoiler>${words}</span>`;
}

function attributesOf(value: string): string {
  return `<a href="${value}">link</a> <a href="https://matrix.to/#/${value}">pill</a>
    <span data-mx-spoiler="${value}">spoiler</span> <span data-mx-maths="${value}">formula</span>
    <pre><code class="language-${value}">code</code></pre> <ol start="${value}"><li>item</li></ol>
    <font color="${value}" data-mx-color="${value}">coloured</font>
    <img data-mx-emoticon src="mxc://a.example/b" alt="${value}" title="${value}"><img src="${value}" alt="image">`;
}

function formatted(markup: string): JsonObject {
  return { msgtype: "m.text", body: "formatted", format: "org.matrix.custom.html", formatted_body: markup };
}

function textBlocks(text: string): JsonObject {
  return { "m.text": [{ body: text, mimetype: "text/html" }, { body: text }] };
}

function profile(text: string): JsonObject {
  return {
    "com.beeper.per_message_profile": { id: text, displayname: text, avatar_url: text },
    "m.per_message_profile": { id: text, displayname: text },
  };
}

/** A display name counts from its event on. */
function speakAs(add: AddEvent, sender: string, name: string): void {
  add(send.memberFrom(sender, name));
  add(send.textFrom(sender, "Said under that name"));
  add({ type: "m.room.message", sender, content: { msgtype: "m.emote", body: "does something under that name" } });
}

function speakFrom(add: AddEvent, sender: string): void {
  if (parseUserId(sender) !== undefined) add(send.textFrom(sender, "Said under that id"));
}

function pollFrom(sender: string, text: string): NewEvent {
  const answers = [text, `${text}!`].map((answer, index) => ({ id: `${index}${text}`, "m.text": answer }));
  const poll = { question: { "m.text": text, body: text }, kind: "m.disclosed", answers };
  return { type: "m.poll.start", sender, content: { "m.poll": poll, ...textBlocks(text) } };
}

function voteFrom(sender: string, text: string, poll: string): NewEvent {
  const content = { "m.selections": [`0${text}`, text], "m.relates_to": { rel_type: "m.reference", event_id: poll } };
  return { type: "m.poll.response", sender, content };
}
