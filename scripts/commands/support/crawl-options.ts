import type { Config } from "#config/config.ts";
import { nearestWord } from "#config/nearest-word.ts";
import type { CalendarDay } from "#lib/calendar-day.ts";
import { UsageError } from "./usage-error.ts";

/** Flags of `crawl` and `update`. */
export type CrawlFlags = {
  readonly room?: string;
  readonly since?: CalendarDay;
  readonly until?: CalendarDay;
  readonly full?: boolean;
  readonly confirmDeletions?: boolean;
};

/** Throws `UsageError` for a room that is not listed and for a stretch that ends before it begins. */
export function assertCrawlFlags({ room, since, until }: CrawlFlags, config: Config): void {
  const slugs = config.rooms.map(({ slug }) => slug);
  if (room !== undefined && !slugs.includes(room)) {
    const near = nearestWord(room.replace(/^#/, "").replace(/:.*$/, ""), slugs);
    const meant = near === undefined ? `Listed are: ${slugs.join(", ")}.` : `Did you mean --room ${near}?`;
    throw new UsageError(`Wrong usage: no listed room has the slug ${room}. ${meant}\nNothing was done.`);
  }
  if (since !== undefined && until !== undefined && since > until) {
    throw new UsageError(`Wrong usage: --since ${since} lies after --until ${until}.\nNothing was done.`);
  }
}
