import type { JsonObject } from "#lib/json.ts";
import type { EventId, RoomId } from "#matrix/ids.ts";
import type { PlacedEvent } from "#timeline/timeline.ts";
import { EventDraft } from "./event-draft.ts";
import { alice, eventId, roomId } from "./ids.ts";

export { EventDraft } from "./event-draft.ts";
export { alice, bob, carol, eventId, userId } from "./ids.ts";

const minuteMs = 60_000;
const firstTs = Date.parse("2024-03-05T09:00:00Z");
const positionStep = 1000;

/**
 * A room for tests, event by event in topological order: `room.text("hi").from(alice).at("2024-03-05 09:00")`. Without
 * words of its own an event comes from alice, a minute after the one before it.
 */
export class RoomBuilder {
  readonly roomId: RoomId;
  readonly drafts: EventDraft[] = [];

  constructor(id = "!room:example.org") {
    this.roomId = roomId(id);
  }

  /** All events so far, in topological order. */
  get placed(): readonly PlacedEvent[] {
    return this.drafts.map((draft) => draft.placed);
  }

  text(body: string, html?: string): EventDraft {
    return this.message({ msgtype: "m.text", ...bodyOf(body, html) });
  }

  notice(body: string): EventDraft {
    return this.message({ msgtype: "m.notice", body });
  }

  emote(body: string): EventDraft {
    return this.message({ msgtype: "m.emote", body });
  }

  image(body: string, content: JsonObject = {}): EventDraft {
    return this.message({ msgtype: "m.image", body, url: "mxc://example.org/picture", ...content });
  }

  reply(to: Target, body: string): EventDraft {
    return this.text(body).relates({ "m.in_reply_to": { event_id: idOf(to) } });
  }

  /** A message in a thread; with `replyTo` it answers one of the thread's messages, else it carries the usual fallback. */
  inThread(root: Target, body: string, replyTo?: Target): EventDraft {
    return this.text(body).relates({
      rel_type: "m.thread",
      event_id: idOf(root),
      is_falling_back: replyTo === undefined,
      "m.in_reply_to": { event_id: idOf(replyTo ?? root) },
    });
  }

  edit(of: Target, body: string, newContent: JsonObject = { msgtype: "m.text", body }): EventDraft {
    return this.message({ msgtype: "m.text", body: `* ${body}`, "m.new_content": newContent }).relates({
      rel_type: "m.replace",
      event_id: idOf(of),
    });
  }

  react(to: Target, key: string): EventDraft {
    return this.event("m.reaction", {}).relates({ rel_type: "m.annotation", event_id: idOf(to), key });
  }

  /** Answers are named `a`, `b`, `c` … in their order. */
  poll(
    question: string,
    answers: readonly string[],
    options: { undisclosed?: boolean; max?: number } = {},
  ): EventDraft {
    return this.event("org.matrix.msc3381.poll.start", {
      "org.matrix.msc3381.poll.start": {
        question: { "org.matrix.msc1767.text": question },
        kind: options.undisclosed ? "org.matrix.msc3381.poll.undisclosed" : "org.matrix.msc3381.poll.disclosed",
        max_selections: options.max ?? 1,
        answers: answers.map((text, index) => ({ id: "abcdefghij"[index], "org.matrix.msc1767.text": text })),
      },
    });
  }

  vote(poll: Target, ...answers: readonly string[]): EventDraft {
    return this.event("org.matrix.msc3381.poll.response", {
      "org.matrix.msc3381.poll.response": { answers },
    }).relates({ rel_type: "m.reference", event_id: idOf(poll) });
  }

  endPoll(poll: Target): EventDraft {
    return this.event("org.matrix.msc3381.poll.end", { "org.matrix.msc3381.poll.end": {} }).relates({
      rel_type: "m.reference",
      event_id: idOf(poll),
    });
  }

  /** The sender is the member; without `displayname` the name is taken away. */
  member(content: JsonObject = {}): EventDraft {
    return this.event("m.room.member", { membership: "join", ...content }).from(alice);
  }

  state(type: string, content: JsonObject, stateKey = ""): EventDraft {
    return this.event(type, content).stateKey(stateKey);
  }

  message(content: JsonObject): EventDraft {
    return this.event("m.room.message", content);
  }

  event(type: string, content: JsonObject): EventDraft {
    const last = this.drafts.at(-1);
    const draft = new EventDraft(
      {
        eventId: eventId(`$${this.roomId.slice(1)}-${this.drafts.length + 1}`),
        roomId: this.roomId,
        type,
        sender: alice,
        originServerTs: last === undefined ? firstTs : last.event.originServerTs + minuteMs,
        content,
        redacted: false,
      },
      (this.drafts.length + 1) * positionStep,
    );
    this.drafts.push(draft);
    return draft;
  }
}

export type Target = EventDraft | EventId;

export function idOf(target: Target): EventId {
  return typeof target === "string" ? target : target.event.eventId;
}

function bodyOf(body: string, html: string | undefined): JsonObject {
  return html === undefined ? { body } : { body, format: "org.matrix.custom.html", formatted_body: html };
}
