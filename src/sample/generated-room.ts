import type { JsonObject } from "#lib/json.ts";
import type { EventId, RoomId, UserId } from "#matrix/ids.ts";
import { buildRoom } from "./build-room.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";
import type { EventSource, SampleEvent } from "./sample-event.ts";
import { sampleEventId, sampleUserId } from "./sample-ids.ts";
import type { SampleRoom } from "./sample-room.ts";

export type GeneratedRoomOptions = {
  /** All events, those of the room's creation included. */
  readonly events: number;
  readonly seed: number;
  /** Default: 100. */
  readonly eventsPerDay?: number;
  /** Default: 2020-01-01, midnight UTC. */
  readonly startMs?: number;
  /** Default: from the seed. */
  readonly roomId?: string;
  readonly alias?: string;
};

const dayMs = 86_400_000;
const people = Array.from({ length: 24 }, (_, index) => sampleUserId(`@person${index + 1}:tidewater.example`));

/**
 * A world-readable room of any length for measurements: each event is computed when it is asked for, from the seed and its
 * index, so that a million events need no memory. About 87 % texts (a third of them with HTML, a seventh replies), the
 * rest edits, reactions and redactions of recent messages.
 */
export function generatedRoom({
  events,
  seed,
  eventsPerDay = 100,
  startMs = Date.parse("2020-01-01T00:00:00Z"),
  roomId = `!generated${seed}:tidewater.example`,
  alias = `#generated${seed}:tidewater.example`,
}: GeneratedRoomOptions): SampleRoom {
  const creator = "@person1:tidewater.example";
  const start = buildRoom({ roomId, alias, creator, name: `Generated ${seed}`, createdAtMs: startMs }).toRoom();
  const stepMs = dayMs / eventsPerDay;
  const world: Recipe = { roomId: start.roomId, seed, stepMs, startMs, firstIndex: start.events.length };
  return { ...start, events: computedSource(start.events, world, Math.max(events, start.events.length)) };
}

type Recipe = {
  readonly roomId: RoomId;
  readonly seed: number;
  readonly stepMs: number;
  readonly startMs: number;
  /** Where the room's creation ends. */
  readonly firstIndex: number;
};

function computedSource(start: EventSource, recipe: Recipe, length: number): EventSource {
  return {
    length,
    at: (index) => (index < start.length ? start.at(index) : generatedEvent(recipe, index)),
    indexOf(eventId) {
      const known = start.indexOf(eventId);
      if (known !== undefined) return known;
      const match = /^\$generated-(\d+)-(\d{8})-/.exec(eventId);
      if (match === null || Number(match[1]) !== recipe.seed) return undefined;
      const index = Number(match[2]);
      return index >= start.length && index < length ? index : undefined;
    },
  };
}

function generatedEvent(recipe: Recipe, index: number): SampleEvent {
  const random = createRandom(recipe.seed * 1_000_003 + index);
  const base = {
    eventId: eventIdOf(recipe, index),
    sender: senderOf(recipe, index),
    originServerTs: Math.floor(recipe.startMs + index * recipe.stepMs),
  };
  // Relations stand at remainders 4 of 5 and replies at 3 of 5, so that what lies up to three events before them is a text.
  const target = index - 1 - random.below(3);
  const kind = target > recipe.firstIndex + 8 ? index % 25 : 0;
  if (kind === 9 || kind === 14)
    return { ...base, type: "m.reaction", content: reaction(eventIdOf(recipe, target), random) };
  if (kind === 19) return { ...base, ...edit(recipe, target, random) };
  if (kind === 24 && index % 100 === 99) {
    const redacted = eventIdOf(recipe, target);
    return { ...base, type: "m.room.redaction", content: { redacts: redacted }, redacts: redacted };
  }
  const isReply = kind === 3 || kind === 13 || kind === 23;
  const inReplyTo = { "m.relates_to": { "m.in_reply_to": { event_id: eventIdOf(recipe, target) } } };
  return { ...base, type: "m.room.message", content: { ...textContent(random), ...(isReply ? inReplyTo : {}) } };
}

function eventIdOf({ seed }: Recipe, index: number): EventId {
  return sampleEventId(`$generated-${seed}-${String(index).padStart(8, "0")}-abcdefghijklmnopqr`);
}

function senderOf({ seed }: Recipe, index: number): UserId {
  return createRandom(seed + Math.floor(index / 3) * 7_919).pick(people);
}

function edit(recipe: Recipe, target: number, random: Random): Pick<SampleEvent, "type" | "sender" | "content"> {
  const content = textContent(random);
  const relation = { rel_type: "m.replace", event_id: eventIdOf(recipe, target) };
  const whole = { ...content, body: `* ${content.body}`, "m.new_content": content, "m.relates_to": relation };
  return { type: "m.room.message", sender: senderOf(recipe, target), content: whole };
}

function reaction(target: EventId, random: Random): JsonObject {
  return { "m.relates_to": { rel_type: "m.annotation", event_id: target, key: random.pick(["👍", "🌊", "🎉", "❤️"]) } };
}

function textContent(random: Random): JsonObject & { readonly msgtype: string; readonly body: string } {
  const words = Array.from({ length: 4 + random.below(36) }, () => random.pick(vocabulary));
  const body = `${words.join(" ")}.`;
  if (random.below(3) > 0) return { msgtype: "m.text", body };
  const [first = "", ...others] = words;
  const html = `<strong>${first}</strong> ${others.join(" ")}.`;
  return { msgtype: "m.text", body, format: "org.matrix.custom.html", formatted_body: html };
}

const vocabulary =
  `the a tide gauge water level sensor harbour reading pier low high spring neap wind surge cable battery
housing float ultrasonic radar echo firmware update station chart datum drift noise filter minute hour morning evening
this that was is looks works fails again today yesterday maybe better worse with without under over after before and
but so because then still already never always slowly quickly new old broken fixed`.split(/\s+/);
