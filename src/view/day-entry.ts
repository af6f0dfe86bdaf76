import type { EventId } from "#matrix/ids.ts";
import type { DaySummary, SiteInfo } from "./inputs.ts";
import type { DayEntry } from "./models.ts";
import { datesFor } from "./strings/dates.ts";
import { dayPath, hrefFor } from "./urls.ts";

/** A day in a list, with the first thing that was said. */
export function dayEntryFor(site: SiteInfo, slug: string, summary: DaySummary): DayEntry {
  const [first] = summary.opening;
  return {
    day: summary.day,
    label: datesFor(site.language).fullDay(summary.day),
    href: hrefFor(site.url, dayPath(slug, summary.day)),
    messageCount: summary.messageCount,
    opening: first === undefined ? undefined : { author: first.author, text: first.text },
  };
}

/** The events whose words the entries show. */
export function entrySources(summaries: readonly DaySummary[]): readonly EventId[] {
  return [...new Set(summaries.flatMap(({ opening }) => opening[0]?.drawnFrom ?? []))];
}
