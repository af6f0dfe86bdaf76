import type { JsonObject } from "#lib/json.ts";

const mxcPattern = /mxc:\/\/[A-Za-z0-9.:[\]-]+\/[A-Za-z0-9_-]+/g;

/** Every file that an event's content names, wherever it stands: as a value, or inside formatted text. */
export function mediaIn(content: JsonObject): ReadonlySet<string> {
  return new Set(JSON.stringify(content).match(mxcPattern) ?? []);
}
