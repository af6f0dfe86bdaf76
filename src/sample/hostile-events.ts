import type { JsonValue } from "#lib/json.ts";
import type { NewEvent } from "./room-editor.ts";

/**
 * Events as no honest server sends them, one NewEvent per way to be wrong. Those with `wire` go out exactly as they are;
 * `$hostile-…` ids in them name events that exist nowhere.
 */
export function hostileEvents({
  roomId,
  sender,
}: {
  readonly roomId: string;
  readonly sender: string;
}): readonly HostileEvent[] {
  const plain = (content: JsonValue, more: Record<string, JsonValue> = {}): JsonValue => ({
    event_id: "$hostile-plain",
    room_id: roomId,
    type: "m.room.message",
    sender,
    origin_server_ts: 1_770_000_000_000,
    content,
    ...more,
  });
  const text = { msgtype: "m.text", body: "hostile" };
  const wires: readonly (readonly [problem: string, wire: JsonValue])[] = [
    ["null in place of an event", null],
    ["a text in place of an event", "m.room.message"],
    ["an array in place of an event", []],
    ["an empty object", {}],
    ["no event id", { ...withoutId(roomId, sender), content: text }],
    ["an event id without its sign", plain(text, { event_id: "hostile" })],
    ["an event id of 300 bytes", plain(text, { event_id: `$${"x".repeat(300)}` })],
    ["a number as event id", plain(text, { event_id: 7 })],
    ["null content", plain(null, { event_id: "$hostile-null" })],
    ["an array as content", plain([], { event_id: "$hostile-array" })],
    ["a number as type", plain(text, { event_id: "$hostile-type", type: 5 })],
    ["no sender", plain(text, { event_id: "$hostile-sender", sender: null })],
    ["a sender without server", plain(text, { event_id: "$hostile-sigil", sender: "@nobody" })],
    ["a text as time", plain(text, { event_id: "$hostile-time", origin_server_ts: "yesterday" })],
    ["a fraction as time", plain(text, { event_id: "$hostile-fraction", origin_server_ts: 1.5 })],
    ["a state key that is an object", plain(text, { event_id: "$hostile-key", state_key: {} })],
  ];
  const contents: readonly (readonly [problem: string, content: NewEvent["content"]])[] = [
    ["no body", { msgtype: "m.text" }],
    ["an object as body", { msgtype: "m.text", body: { text: "hello" } }],
    ["a list as msgtype", { msgtype: ["m.text"], body: "hello" }],
    ["a body of 300 kB", { msgtype: "m.text", body: "tide ".repeat(60_000) }],
    ["NUL in the body", { msgtype: "m.text", body: "before\0after" }],
    ["a lone surrogate in the body", { msgtype: "m.text", body: "before\uD800after" }],
    ["a relation that is a number", { ...text, "m.relates_to": 5 }],
    ["a relation to a list", { ...text, "m.relates_to": { rel_type: "m.replace", event_id: ["$hostile"] } }],
    ["an edit without new content", { ...text, "m.relates_to": { rel_type: "m.replace", event_id: "$hostile-none" } }],
    [
      "a script in the HTML",
      { ...text, format: "org.matrix.custom.html", formatted_body: "<script>alert(1)</script>hostile" },
    ],
    ["HTML nested 3,000 deep", { ...text, format: "org.matrix.custom.html", formatted_body: "<b>".repeat(3_000) }],
    [
      "an image with a path for a media id",
      { msgtype: "m.image", body: "x.png", url: "mxc://tidewater.example/../../secret" },
    ],
    ["prototype keys", { ...text, constructor: 1, toString: "x" }],
  ];
  const times = [-1, 0, 8_640_000_000_000_001, Number.MAX_SAFE_INTEGER];
  return [
    ...wires.map(([problem, wire]) => ({ problem, event: { type: "m.room.message", sender, content: text, wire } })),
    ...contents.map(([problem, content]) => ({ problem, event: { type: "m.room.message", sender, content } })),
    ...times.map((originServerTs) => ({
      problem: `a time of ${originServerTs}`,
      event: { type: "m.room.message", sender, content: text, originServerTs },
    })),
  ];
}

export type HostileEvent = { readonly problem: string; readonly event: NewEvent };

function withoutId(roomId: string, sender: string): Record<string, JsonValue> {
  return { room_id: roomId, type: "m.room.message", sender, origin_server_ts: 1_770_000_000_000 };
}
