import type { MessagesPage } from "#matrix/homeserver.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import type { Reason } from "#publication/verdict.ts";
import type { IngestedPage } from "./ingest-page.ts";
import type { JudgedPage } from "./judge-page.ts";

/** What one room's crawl counts for the report. */
export type Tally = {
  seen: number;
  stored: number;
  changed: number;
  malformed: number;
  withheld: Partial<Record<Reason, number>>;
};

/** The page's usable events, the malformed ones counted. */
export function countEvents(page: MessagesPage, tally: Tally): RoomEvent[] {
  tally.seen += page.events.length;
  return page.events.flatMap((parsed) => {
    if (parsed.kind === "event") return [parsed.event];
    tally.malformed += 1;
    return [];
  });
}

/** What became of a page, for the report. */
export function countStored(tally: Tally, judged: JudgedPage, ingested: IngestedPage): void {
  for (const { reason } of judged.withheld) tally.withheld[reason] = (tally.withheld[reason] ?? 0) + 1;
  for (const reason of ingested.withheld) tally.withheld[reason] = (tally.withheld[reason] ?? 0) + 1;
  tally.stored += ingested.stored - ingested.withheld.length;
  tally.changed += ingested.changed;
}
