import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { CrawlReport } from "#crawl/crawl-report.ts";
import type { Progress } from "#lib/progress.ts";
import type { Store } from "#store/store.ts";
import type { Figure } from "../figures.ts";

export type SweptArchive = {
  readonly store: Store;
  /** Walks all history of the room again. */
  readonly sweep: (progress: Progress) => Promise<CrawlReport>;
  readonly events: number;
};

/** A walk over history in which nothing changed: what it writes, and what it holds at its end beside what it held early on. */
export async function measureSweep({ store, sweep, events }: SweptArchive): Promise<readonly Figure[]> {
  const change = await store.readChange();
  const collect = garbageCollector();
  const held: number[] = [];
  const report = await sweep(({ done }) => {
    const quarter = Math.floor((done * 4) / events);
    if (quarter <= held.length) return;
    collect();
    held.push(process.memoryUsage().heapUsed);
  });
  const room = report.rooms[0];
  const [early, late] = [held[0], held.at(-1)];
  if (report.outcome !== "done" || room === undefined || early === undefined || late === undefined)
    throw new Error(`The sweep ended as "${report.outcome}"`);
  return [
    {
      what: "changes that a sweep of unchanged history wrote",
      measured: (await store.readChange()) - change + room.eventsStored + room.eventsChanged,
      unit: "",
      atMost: 0,
    },
    { what: "memory held near the end of a sweep ÷ after its first quarter", measured: late / early, atMost: 1.2 },
  ];
}

function garbageCollector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}
