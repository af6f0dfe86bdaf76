import { assertNever } from "#lib/assert-never.ts";
import type { CalendarDay } from "#lib/calendar-day.ts";
import { maskText } from "#message/mask-text.ts";
import type { DayTimeline, MessageItem } from "#timeline/timeline.ts";
import type { RoomInfo, SiteInfo } from "./inputs.ts";
import { indexedWords, type WrittenWords } from "./message-words.ts";
import { withoutControls } from "./plain-line.ts";
import { roomRefFor } from "./room-ref.ts";
import type { SearchDay, SearchFlag, SearchMessage, SearchPart } from "./search-day.ts";
import { shownName } from "./sender-view.ts";
import { datesFor } from "./strings/dates.ts";
import { wordsFor } from "./strings/words.ts";
import { isoTimeOf } from "./time-view.ts";
import { dayPath, hrefFor } from "./urls.ts";

/** What search learns of a day: the words of its messages as they are now. Quotes are found where they were said. */
export function toSearchDay(site: SiteInfo, room: RoomInfo, day: CalendarDay, timeline: DayTimeline): SearchDay {
  const { title } = roomRefFor(site, room);
  const found = timeline.items.flatMap((item) => {
    const message = item.kind === "message" ? searchMessageFor(item, day) : undefined;
    return item.kind === "message" && message !== undefined ? [{ item, message }] : [];
  });
  const name = `${title}, ${datesFor(site.language).day(day)}`;
  const { fill } = wordsFor(site.language);
  const partFor = (part: number): SearchPart => ({
    href: hrefFor(site.url, dayPath(room.slug, day, part)),
    title: part === 1 ? name : `${name}, ${fill("partLabel", { number: String(part) })}`,
    messages: found.filter(({ item }) => item.part === part).map(({ message }) => message),
  });
  return {
    slug: room.slug,
    roomTitle: title,
    day,
    language: room.language,
    parts: [...new Set(found.map(({ item }) => item.part))].toSorted((one, other) => one - other).map(partFor),
    drawnFrom: found.flatMap(({ item }) => item.contentFrom),
  };
}

function searchMessageFor(item: MessageItem, day: CalendarDay): SearchMessage | undefined {
  const { text, has } = searchTextOf(item.content);
  const words = maskText(withoutControls(text)).trim();
  if (words === "") return undefined;
  return {
    id: item.shortId,
    author: shownName(item.sender.displayName, item.sender.userId),
    time: isoTimeOf(item, day),
    text: words,
    has,
    ...(item.content.kind === "notice" ? { isNotice: true } : {}),
  };
}

type Found = { readonly text: string; readonly has: readonly SearchFlag[] };

const nothing: Found = { text: "", has: [] };

/** State and what has no words of its own is not searched. */
function searchTextOf(content: MessageItem["content"]): Found {
  switch (content.kind) {
    case "text":
    case "notice":
    case "emote":
      return foundInWords(content);
    case "media": {
      const caption = content.caption === undefined ? nothing : foundInWords(content.caption);
      const flag = content.media === "image" || content.media === "sticker" ? "image" : "file";
      return { text: `${caption.text}\n${content.fileName}`.trim(), has: [...caption.has, flag] };
    }
    case "poll":
      return { text: [content.question, ...content.answers.map(({ text }) => text)].join("\n"), has: [] };
    case "location":
      return { text: content.description ?? "", has: [] };
    case "encrypted":
    case "call":
    case "unsupported":
    case "awaiting-edit":
    case "room-name":
    case "room-topic":
    case "room-avatar":
    case "room-alias":
    case "room-pins":
    case "room-created":
    case "room-upgraded":
    case "room-rules":
    case "room-encryption":
    case "room-visibility":
    case "widget":
    case "member":
      return nothing;
    default:
      return assertNever(content);
  }
}

function foundInWords(words: WrittenWords): Found {
  const { text, hasLink, hasCode } = indexedWords(words);
  return { text, has: [...(hasLink ? (["link"] as const) : []), ...(hasCode ? (["code"] as const) : [])] };
}
