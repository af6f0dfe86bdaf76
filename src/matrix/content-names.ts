import type { JsonObject, JsonValue } from "#lib/json.ts";

/** Event types under the names drafts gave them, each with the name Daybook knows it by. */
const typeNames: ReadonlyMap<string, string> = new Map([
  ["org.matrix.msc1767.message", "m.message"],
  ["org.matrix.msc1767.emote", "m.emote"],
  ["org.matrix.msc1767.notice", "m.notice"],
  ["org.matrix.msc3381.poll.start", "m.poll.start"],
  ["org.matrix.msc3381.poll.response", "m.poll.response"],
  ["org.matrix.msc3381.poll.end", "m.poll.end"],
  ["org.matrix.msc3488.location", "m.location"],
  ["org.matrix.msc3489.beacon", "m.beacon"],
  ["org.matrix.msc3489.beacon_info", "m.beacon_info"],
  ["org.matrix.msc3672.beacon", "m.beacon"],
  ["org.matrix.msc3672.beacon_info", "m.beacon_info"],
  ["org.matrix.msc3531.visibility", "m.visibility"],
  ["org.matrix.msc4284.policy", "m.room.policy"],
  ["im.ponies.room_emotes", "m.room.image_pack"],
  ["m.room.emotes", "m.room.image_pack"],
  ["im.vector.modular.widgets", "m.widget"],
  ["io.element.widgets.layout", "m.widget"],
  ["uk.half-shot.bridge", "m.bridge"],
]);

/** The type's own name: drafts' names become the one the specification has or plans. */
export function stableTypeFor(type: string): string {
  return typeNames.get(type) ?? type;
}

/** Keys of content blocks, best name first. */
const keyNames = {
  text: ["m.text", "org.matrix.msc1767.text"],
  html: ["org.matrix.msc1767.html"],
  message: ["m.message", "org.matrix.msc1767.message"],
  location: ["m.location", "org.matrix.msc3488.location"],
  voice: ["m.voice", "org.matrix.msc3245.voice", "org.matrix.msc3245.voice.v2"],
  audio: ["m.audio", "org.matrix.msc1767.audio"],
  poll: ["m.poll", "m.poll.start", "org.matrix.msc3381.poll.start"],
  pollAnswerId: ["m.id", "id", "org.matrix.msc3381.id"],
  pollResponse: ["m.poll.response", "org.matrix.msc3381.poll.response"],
  pollSelections: ["m.selections", "org.matrix.msc3381.selections", "answers"],
  linkPreviews: ["m.url_previews", "com.beeper.linkpreviews"],
  topic: ["m.topic", "org.matrix.msc3765.topic"],
} as const satisfies { readonly [block: string]: readonly string[] };

/** The value of a content block under the best of its names that is there. */
export function readBlock(content: JsonObject, block: keyof typeof keyNames): JsonValue | undefined {
  for (const name of keyNames[block]) {
    if (Object.hasOwn(content, name)) return content[name];
  }
  return undefined;
}
