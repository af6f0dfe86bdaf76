import type { JsonObject } from "#lib/json.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import type { VisibilityGrant } from "#matrix/visibility-grant.ts";
import { alice, eventId, roomId } from "./ids.ts";

/** An event of a drawn history, with the visibility in force at it and just before it. */
export type DrawnEvent = {
  readonly name: string;
  readonly event: RoomEvent;
  readonly at: VisibilityGrant | undefined;
  readonly before: VisibilityGrant | undefined;
};

/**
 * A history drawn as stretches of visibility with what was said in each, oldest first: `open: a b | shared: c | open: d`. `open` is
 * short for `world_readable`; `none` stands for a room without any such state, `empty` for state without a value, every other word for
 * itself. Between two stretches stands the change of visibility, named `>shared` after what it sets.
 */
export function drawnHistory(drawing: string): readonly DrawnEvent[] {
  const events: DrawnEvent[] = [];
  let governing: VisibilityGrant | undefined;
  for (const [index, stretch] of drawing.split("|").entries()) {
    const [value = "", names = ""] = stretch.split(":").map((text) => text.trim());
    const before = governing;
    governing = grantFrom(value, index);
    if (index > 0) events.push({ name: `>${value}`, event: changeTo(value, index), at: governing, before });
    for (const name of names.split(" ").filter((word) => word !== "")) {
      events.push({ name, event: eventOf("m.room.message", { body: name }, name), at: governing, before: governing });
    }
  }
  return events;
}

/** What a moment of a drawn day says: who spoke, when, and when it was taken back. */
export type DrawnMoment = { readonly name: string; readonly atMs: number; readonly redactedAtMs: number | undefined };

export type DrawnLine = {
  readonly moments: readonly DrawnMoment[];
  /** Where `|` stands; undefined: nowhere. */
  readonly cutoffMs: number | undefined;
};

/**
 * Time drawn as a line, a step a sign, from 5 March 2024, 00:00 UTC: a small letter speaks, the same letter in capitals is its
 * redaction, `|` is the cutoff, which stands before the sign that follows it, `-` is silence and blanks are nothing: `a--b-A--|--c`.
 */
export function drawnLine(drawing: string, { stepMs }: { readonly stepMs: number }): DrawnLine {
  const start = Date.UTC(2024, 2, 5);
  const times = new Map<string, number>();
  let step = 0;
  for (const sign of drawing.replaceAll(" ", "")) {
    if (sign !== "-") times.set(sign, start + step * stepMs);
    if (sign !== "|") step += 1;
  }
  const spoken = [...times].filter(([sign]) => /[a-z]/.test(sign));
  return {
    moments: spoken.map(([name, atMs]) => ({ name, atMs, redactedAtMs: times.get(name.toUpperCase()) })),
    cutoffMs: times.get("|"),
  };
}

function grantFrom(value: string, index: number): VisibilityGrant | undefined {
  if (value === "none") return undefined;
  const visibility = value === "open" ? "world_readable" : value === "empty" ? undefined : value;
  return { eventId: eventId(`$visibility-${index}`), visibility, sender: alice, originServerTs: index };
}

function changeTo(value: string, index: number): RoomEvent {
  const grant = grantFrom(value, index);
  const content: JsonObject = grant?.visibility === undefined ? {} : { history_visibility: grant.visibility };
  return { ...eventOf("m.room.history_visibility", content, `visibility-${index}`), stateKey: "" };
}

function eventOf(type: string, content: JsonObject, name: string): RoomEvent {
  return {
    eventId: eventId(`$${name}`),
    roomId: roomId("!room:example.org"),
    type,
    sender: alice,
    originServerTs: Date.UTC(2024, 2, 5),
    content,
    redacted: false,
  };
}
