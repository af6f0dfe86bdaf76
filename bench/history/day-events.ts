import { calendarDayOf, startOfDayMs } from "#lib/calendar-day.ts";
import type { JsonObject } from "#lib/json.ts";
import { shortIdFor } from "#lib/short-id.ts";
import type { EventId, UserId } from "#matrix/ids.ts";
import { createRandom, type Random } from "#sample/random.ts";
import type { NewEvent } from "#store/records.ts";
import { dayAt, eventIdFor, people, type BenchRoom } from "./bench-room.ts";
import { htmlFor, sentence } from "./prose.ts";

export type Draft = {
  readonly eventId: EventId;
  readonly sender: UserId;
  readonly atMs: number;
  readonly type: string;
  readonly content: JsonObject;
  readonly stateKey?: string;
};

const messagesADay = 100;
/** Each so many days somebody says one thing and nobody answers: a day that a redaction can empty. */
const quietEvery = 20;
const placeGap = 1024;
/** Room for a day's messages, for everything that points at them, and for what comes late. */
const placesADay = placeGap * messagesADay * 3;

export function isQuiet(day: number): boolean {
  return day % quietEvery === quietEvery - 1;
}

/** The joins that give people their names, before the first day. */
export function joins(room: BenchRoom): readonly NewEvent[] {
  const atMs = startOfDayMs(room.firstDay) - 60_000;
  return people.map((sender, index) => {
    const content = { membership: "join", displayname: `Person ${index + 1}` };
    const eventId = eventIdFor(room, 0, `join-${index}`);
    return toNewEvent(
      room,
      { eventId, sender, atMs, type: "m.room.member", stateKey: sender, content },
      index * placeGap - placesADay,
    );
  });
}

/**
 * One day's events, oldest first: a hundred messages of about 40 words, 30 % with HTML and a tenth answers, with reactions
 * and edits here and there.
 */
export function eventsOfDay(room: BenchRoom, day: number): readonly NewEvent[] {
  const random = createRandom(room.seed * 1_000_003 + day);
  const count = isQuiet(day) ? 1 : messagesADay;
  const drafts: Draft[] = [];
  for (let number = 0; number < count; number += 1) {
    const message = messageDraft(room, day, { number, random });
    drafts.push(message);
    if (count === 1) continue;
    const chance = random.below(100);
    if (chance < 14) drafts.push(reactionDraft(room, day, message, random));
    else if (chance < 16) drafts.push(editDraft(room, day, message, sentence(random, 40)));
  }
  return drafts.map((draft, place) => toNewEvent(room, draft, day * placesADay + place * placeGap));
}

/** A message that was sent after everything else of its day. */
export function lateMessage(room: BenchRoom, day: number, name: string): NewEvent {
  const random = createRandom(room.seed * 7_919 + day);
  return toNewEvent(
    room,
    {
      eventId: eventIdFor(room, day, name),
      sender: random.pick(people),
      atMs: startOfDayMs(dayAt(room, day)) + 86_000_000,
      type: "m.room.message",
      content: { msgtype: "m.text", body: sentence(random, 40) },
    },
    (day + 1) * placesADay - placeGap,
  );
}

/** An edit of the day's first message that arrives at the end of the history. */
export function lateEdit(room: BenchRoom, day: number): NewEvent {
  const random = createRandom(room.seed * 104_729 + day);
  const message = messageDraft(room, day, { number: 0, random: createRandom(0) });
  const sender = senderOf(room, day, 0);
  const draft = editDraft(room, day, { ...message, sender }, sentence(random, 40));
  return toNewEvent(room, { ...draft, eventId: eventIdFor(room, day, "late-edit") }, room.dayCount * placesADay + day);
}

function messageDraft(room: BenchRoom, day: number, { number, random }: { number: number; random: Random }): Draft {
  const body = sentence(random, 20 + random.below(40));
  const html = random.below(10) < 3 ? htmlFor(body, random) : undefined;
  const isReply = number > 3 && random.below(10) === 0;
  const target = eventIdFor(room, day, `message-${number - 1 - random.below(3)}`);
  return {
    eventId: eventIdFor(room, day, `message-${number}`),
    sender: senderOf(room, day, number),
    atMs: startOfDayMs(dayAt(room, day)) + Math.floor(number / 3) * 2_400_000 + (number % 3) * 50_000 + 300_000,
    type: "m.room.message",
    content: {
      msgtype: "m.text",
      body,
      ...(html === undefined ? {} : { format: "org.matrix.custom.html", formatted_body: html }),
      ...(isReply ? { "m.relates_to": { "m.in_reply_to": { event_id: target } } } : {}),
    },
  };
}

/** People say about three things in a row. */
function senderOf({ seed }: BenchRoom, day: number, number: number): UserId {
  return createRandom(seed * 31 + day * 50 + Math.floor(number / 3)).pick(people);
}

function reactionDraft(room: BenchRoom, day: number, target: Draft, random: Random): Draft {
  const key = random.pick(["👍", "🌊", "🎉", "❤️"]);
  return {
    eventId: eventIdFor(room, day, `reaction-to-${target.atMs}`),
    sender: random.pick(people),
    atMs: target.atMs + 10_000,
    type: "m.reaction",
    content: { "m.relates_to": { rel_type: "m.annotation", event_id: target.eventId, key } },
  };
}

function editDraft(room: BenchRoom, day: number, target: Draft, text: string): Draft {
  const content = { msgtype: "m.text", body: text };
  const relation = { rel_type: "m.replace", event_id: target.eventId };
  return {
    eventId: eventIdFor(room, day, `edit-of-${target.atMs}`),
    sender: target.sender,
    atMs: target.atMs + 30_000,
    type: "m.room.message",
    content: { ...content, body: `* ${text}`, "m.new_content": content, "m.relates_to": relation },
  };
}

/** As the store takes it: seen, and old enough to be shown, at the time it was sent. */
function toNewEvent(room: BenchRoom, { atMs, ...draft }: Draft, position: number): NewEvent {
  return {
    event: { ...draft, roomId: room.roomId, originServerTs: atMs, redacted: false },
    shortId: shortIdFor(draft.eventId),
    day: calendarDayOf(atMs),
    timestampTrusted: true,
    position,
    eligibleAtMs: atMs,
    firstSeenAtMs: atMs,
    redactedAtMs: undefined,
    gone: false,
    grant: room.grant,
  };
}
