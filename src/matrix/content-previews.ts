import { isJsonObject, stringOr, type JsonObject } from "#lib/json.ts";
import type { LinkPreview } from "./content.ts";
import { readBlock } from "./content-names.ts";
import { toLine } from "./content-text.ts";

const previewLimit = 3;
const titleLimit = 150;
const descriptionLimit = 300;

/**
 * What the sender's client saw behind the message's links (MSC4095): a claim, so its words alone are taken, no address and no picture. At
 * most three; undefined when there is none with words.
 */
export function readPreviews(content: JsonObject): readonly LinkPreview[] | undefined {
  const listed = readBlock(content, "linkPreviews");
  if (!Array.isArray(listed)) return undefined;
  const previews = listed.slice(0, previewLimit).flatMap(previewOf);
  return previews.length === 0 ? undefined : previews;
}

function previewOf(value: unknown): readonly LinkPreview[] {
  if (!isJsonObject(value)) return [];
  const title = toLine(stringOr(value["og:title"]) ?? "", titleLimit);
  const description = toLine(stringOr(value["og:description"]) ?? "", descriptionLimit);
  return title === "" && description === "" ? [] : [{ title, description }];
}
