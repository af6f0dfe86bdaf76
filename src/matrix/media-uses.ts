import { isJsonObject, stringOr, type JsonObject } from "#lib/json.ts";
import type { MediaUse } from "#lib/safe-media.ts";
import type { EventContent, MediaContent } from "./content.ts";
import { readFormattedBody } from "./content-text.ts";
import { parseMxcUri, type MxcUri } from "./ids.ts";
import { parseEventContent } from "./parse-content.ts";
import { editedContent, parseRelation } from "./relations.ts";
import type { RoomEvent } from "./room-event.ts";

/** A file that an event would show, and as what. */
export type EventMedia = { readonly mxc: MxcUri; readonly use: MediaUse };

/** Files of one event that are copied; what comes after them is not. */
const filesLimit = 100;

/**
 * Every file that a page about this event would show: what it sends, the still of a video, pictures inside formatted text, the
 * picture of a reaction (MSC4027), whom it speaks for (MSC4144), and the picture that a join gives its person. Of an edit the new
 * content only. Encrypted files have no address that helps and are not among them.
 */
export function mediaUsesIn(event: RoomEvent): readonly EventMedia[] {
  if (event.redacted) return [];
  const found = new Map<string, EventMedia>();
  for (const one of usesOf(event)) {
    if (found.size < filesLimit) found.set(`${one.use} ${one.mxc}`, one);
  }
  return [...found.values()];
}

function usesOf(event: RoomEvent): readonly EventMedia[] {
  if (event.type === "m.room.member") return event.content["membership"] === "join" ? avatarIn(event.content) : [];
  if (event.stateKey !== undefined) return [];
  if (event.type === "m.reaction") return reactionPicture(event);
  const isEdit = parseRelation(event)?.kind === "replace";
  const newContent = event.content["m.new_content"];
  const raw = isEdit && isJsonObject(newContent) ? newContent : event.content;
  const content = isEdit ? editedContent(event) : parseEventContent(event);
  return [...(content === undefined ? [] : filesOf(content)), ...picturesIn(htmlOf(content, raw)), ...speakerIn(raw)];
}

const useOf: Readonly<Record<MediaContent["media"], MediaUse>> = {
  image: "image",
  sticker: "image",
  video: "video",
  audio: "audio",
  voice: "audio",
  file: "file",
};

function filesOf(content: EventContent): readonly EventMedia[] {
  if (content.kind !== "media") return [];
  return [content, ...(content.more ?? [])].flatMap(({ mxc, media, poster }) => [
    ...(mxc === undefined ? [] : [{ mxc, use: useOf[media] }]),
    ...(poster === undefined ? [] : [{ mxc: poster, use: "poster" as const }]),
  ]);
}

function htmlOf(content: EventContent | undefined, raw: JsonObject): string {
  if (content === undefined) return "";
  if (content.kind === "media")
    return [content, ...(content.more ?? [])].map(({ caption }) => caption?.html ?? "").join(" ");
  return ("html" in content ? content.html : undefined) ?? readFormattedBody(raw) ?? "";
}

/** A tag is only looked through for its file here; what of it is shown the tree decides. */
function picturesIn(html: string): readonly EventMedia[] {
  if (!/mxc:/i.test(html)) return [];
  return [...html.matchAll(/<img\b[^>]{0,4000}/gi)].flatMap(([tag]) => {
    const mxc = parseMxcUri(/\bsrc\s*=\s*["']?\s*(mxc:\/\/[^\s"'>]+)/i.exec(tag)?.[1]);
    if (mxc === undefined) return [];
    return [{ mxc, use: /\sdata-mx-emoticon\b/i.test(tag) ? ("emoji" as const) : ("image" as const) }];
  });
}

function reactionPicture(event: RoomEvent): readonly EventMedia[] {
  const relation = parseRelation(event);
  return relation?.image === undefined ? [] : [{ mxc: relation.image, use: "emoji" }];
}

function speakerIn(content: JsonObject): readonly EventMedia[] {
  return ["m.per_message_profile", "com.beeper.per_message_profile"].flatMap((key) => {
    const profile = content[key];
    return isJsonObject(profile) ? avatarIn(profile) : [];
  });
}

function avatarIn(content: JsonObject): readonly EventMedia[] {
  const mxc = parseMxcUri(stringOr(content["avatar_url"]));
  return mxc === undefined ? [] : [{ mxc, use: "avatar" }];
}
