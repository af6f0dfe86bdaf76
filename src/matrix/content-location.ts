import { isJsonObject, stringOr, type JsonObject } from "#lib/json.ts";
import type { EventContent } from "./content.ts";
import { readBlock } from "./content-names.ts";
import { toLine } from "./content-text.ts";

/**
 * A shared place: the sender's description alone. Where it was is not kept, also when the description spells it out
 * (`body` often does, so it is never taken).
 */
export function parseLocation(content: JsonObject): EventContent {
  const block = readBlock(content, "location");
  const description = toLine((isJsonObject(block) ? stringOr(block["description"]) : undefined) ?? "", 500);
  return { kind: "location", description: description === "" || hasCoordinates(description) ? undefined : description };
}

function hasCoordinates(text: string): boolean {
  return /geo:|[-+−]?\d{1,3}[.,]\d{2,}\D{1,6}\d{1,3}[.,]\d{2,}|\d\s*°/i.test(text);
}
