import type { TimelineItem } from "#timeline/timeline.ts";
import { messageCountOf } from "./day-summary.ts";
import type { DayInput, RoomInfo, SiteInfo } from "./inputs.ts";
import type { PageFrame } from "./models.ts";
import { openingOf, openingText } from "./opening.ts";
import { frameFor, isIndexable, type FrameParts } from "./page-frame.ts";
import { plainLine } from "./plain-line.ts";
import { roomRefFor } from "./room-ref.ts";
import { datesFor } from "./strings/dates.ts";
import { wordsFor } from "./strings/words.ts";
import { dayPath, monthPath, roomPath, twinPathOf, yearPath } from "./urls.ts";

/** Longest description of a page, in graphemes: what search engines show. */
const descriptionLimit = 160;
/** Of the first message in a title. */
const titleWordsLimit = 60;

type DayFrameInput = DayInput & {
  /** Items of this part. */
  readonly items: readonly TimelineItem[];
  /** Parts of the day that have a page. */
  readonly parts: readonly number[];
};

/** The head of a part of a day: named by room, date and first words, described by what was said first. */
export function dayFrameFor(site: SiteInfo, room: RoomInfo, input: DayFrameInput): PageFrame {
  const { day, part, items, timeline } = input;
  const { slug } = room;
  const words = wordsFor(site.language);
  const dates = datesFor(site.language);
  const { title } = roomRefFor(site, room);
  const partLabel = words.fill("partLabel", { number: String(part) });
  const name = [title, dates.day(day), ...(part === 1 ? [] : [partLabel])].join(", ");
  const opening = openingOf(items, words, 3);
  const [first] = opening;
  const year = day.slice(0, 4);
  const month = day.slice(0, 7);
  const messages = words.count("messages", messageCountOf(timeline));
  return frameFor(site, {
    path: dayPath(slug, day, part),
    room,
    title: first === undefined ? `${name} · ${site.title}` : `${name}: ${plainLine(first.text, titleWordsLimit)}`,
    description:
      openingText(opening, words, descriptionLimit) ||
      words.fill("describeDay", { title, date: dates.day(day), messages }),
    schema: { "@type": "CollectionPage", temporalCoverage: day },
    twin: twinPathOf(dayPath(slug, day, part)),
    indexable: isIndexable(room, items.filter(({ kind }) => kind === "message").length),
    crumbs: [
      { path: roomPath(slug), label: title },
      { path: yearPath(slug, year), label: year },
      { path: monthPath(slug, month), label: dates.monthName(month) },
      { path: dayPath(slug, day), label: dates.dayNumber(day) },
      ...(part === 1 ? [] : [{ path: dayPath(slug, day, part), label: partLabel }]),
    ],
    ...neighboursOf(slug, input),
  });
}

/** The pages before and after in reading order: parts first, then days. */
function neighboursOf(slug: string, input: DayFrameInput): Pick<FrameParts, "previous" | "next"> {
  const { day, part, parts, previous, next } = input;
  const at = parts.indexOf(part);
  const before = at > 0 ? parts[at - 1] : undefined;
  const after = parts[at + 1];
  const dayBefore = previous === undefined ? undefined : dayPath(slug, previous);
  const dayAfter = next === undefined ? undefined : dayPath(slug, next);
  return {
    previous: before === undefined ? dayBefore : dayPath(slug, day, before),
    next: after === undefined ? dayAfter : dayPath(slug, day, after),
  };
}
