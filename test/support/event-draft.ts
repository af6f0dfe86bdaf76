import { calendarDayOf, parseCalendarDay, type CalendarDay } from "#lib/calendar-day.ts";
import type { JsonObject } from "#lib/json.ts";
import { shortIdFor } from "#lib/short-id.ts";
import type { UserId } from "#matrix/ids.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import type { PlacedEvent } from "#timeline/timeline.ts";
import { eventId, roomId } from "./ids.ts";

/** One event that can still be changed, word by word. */
export class EventDraft {
  event: RoomEvent;
  #position: number;
  #day: CalendarDay | undefined;
  #part = 1;
  #show: PlacedEvent["show"] = "publish";
  #trusted = true;

  constructor(event: RoomEvent, position: number) {
    this.event = event;
    this.#position = position;
  }

  get placed(): PlacedEvent {
    return {
      event: this.event,
      shortId: shortIdFor(this.event.eventId),
      day: this.#day ?? calendarDayOf(this.event.originServerTs),
      part: this.#part,
      position: this.#position,
      timestampTrusted: this.#trusted,
      show: this.#show,
    };
  }

  from(sender: UserId): this {
    return this.#with({ sender });
  }

  /** `2024-03-05 09:00`, with seconds and milliseconds if wanted, in UTC; or milliseconds since 1970. */
  at(time: string | number): this {
    const originServerTs = typeof time === "number" ? time : Date.parse(`${time.replace(" ", "T")}Z`);
    if (Number.isNaN(originServerTs)) throw new Error(`Not a time: ${time}`);
    return this.#with({ originServerTs });
  }

  id(id: string): this {
    return this.#with({ eventId: eventId(id) });
  }

  inRoom(id: string): this {
    return this.#with({ roomId: roomId(id) });
  }

  stateKey(stateKey: string): this {
    return this.#with({ stateKey });
  }

  content(content: JsonObject): this {
    return this.#with({ content });
  }

  relates(relatesTo: JsonObject): this {
    return this.content({ ...this.event.content, "m.relates_to": relatesTo });
  }

  /** As a server delivers a redacted message: nothing is left of its content. */
  redacted(): this {
    this.#show = "placeholder";
    return this.#with({ content: {}, redacted: true });
  }

  /** Emptied by the server without a redaction. */
  gone(): this {
    this.#show = "placeholder";
    return this.content({});
  }

  /** The day a neighbour lends to an event whose timestamp is impossible. */
  onDay(day: string): this {
    this.#day = parseCalendarDay(day);
    this.#trusted = false;
    return this;
  }

  /** A place of its own in the room's order: of an event that arrived late, between two older ones. */
  placedAt(position: number): this {
    this.#position = position;
    return this;
  }

  inPart(part: number): this {
    this.#part = part;
    return this;
  }

  #with(change: Partial<RoomEvent>): this {
    this.event = { ...this.event, ...change };
    // Here a member event is always about its sender.
    if (this.event.type === "m.room.member" && change.sender !== undefined) {
      this.event = { ...this.event, stateKey: change.sender };
    }
    return this;
  }
}
