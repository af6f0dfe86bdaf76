import { openArchive } from "#archive/open-archive.ts";
import { parseCalendarDay, partsOfDay } from "#lib/calendar-day.ts";
import type { DayPage, MessageGroup, MessageTile } from "#view/models.ts";
import type { CrawlWorld } from "./crawl-world.ts";

/** What a reader of a day page sees of one message. */
export type DayLine = {
  readonly name: string;
  readonly text: string;
  readonly trusted: boolean;
  readonly edited: boolean;
  /** As `👍 2`. */
  readonly reactions: readonly string[];
  readonly quote: string | undefined;
};

/** The messages of a day page in their order; empty when there is no such page. */
export async function linesOn(world: CrawlWorld, slug: string, day: string): Promise<readonly DayLine[]> {
  const page = await pageOf(world, slug, day);
  const groups = page?.entries.filter((entry): entry is MessageGroup => entry.kind === "group") ?? [];
  return groups.flatMap(({ sender, messages }) => messages.map((tile) => toLine(sender.name, tile)));
}

/** Whether anything at all is shown of a day of the room `test`. */
export async function hasPage(world: CrawlWorld, day: string): Promise<boolean> {
  return (await pageOf(world, "test", day)) !== undefined;
}

async function pageOf({ config, store }: CrawlWorld, slug: string, day: string): Promise<DayPage | undefined> {
  const parsed = parseCalendarDay(day);
  if (parsed === undefined) throw new Error(`Not a day: ${day}`);
  const archive = await openArchive({ config, store });
  const { year, month, date } = partsOfDay(parsed);
  return archive.dayPage({ room: slug, year, month, day: date, part: undefined });
}

function toLine(name: string, { body, time, edited, reactions, reply }: MessageTile): DayLine {
  return {
    name,
    text:
      "html" in body
        ? String(body.html)
            .replaceAll(/<[^>]*>/g, "")
            .trim()
        : "",
    trusted: time.trusted,
    edited,
    reactions: reactions.map(({ key, count }) => `${key} ${count}`),
    quote: reply?.text,
  };
}
