import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import type { SitePath } from "#view/urls.ts";
import type { Store } from "#store/store.ts";
import type { MonthOfLines } from "./emit-message-lines.ts";
import type { DrawnFile } from "./ledger.ts";
import type { ThreadToSummarise } from "./index-threads.ts";
import { summariseThreads, type ThreadResult } from "./summarise-threads.ts";
import { renderPages, summariseDays, type DayResult, type DayToSummarise, type RenderSettings } from "./render-task.ts";
import { writeMonths, type WrittenMonth } from "./write-months.ts";

/** Reads days and renders pages, in the order asked for, many at a time. */
export type RenderPool = {
  summarise(days: readonly DayToSummarise[]): AsyncIterable<readonly DayResult[]>;
  summariseThreads(threads: readonly ThreadToSummarise[]): AsyncIterable<readonly ThreadResult[]>;
  render(paths: readonly SitePath[]): AsyncIterable<readonly DrawnFile[]>;
  writeMonths(months: readonly MonthOfLines[]): AsyncIterable<readonly WrittenMonth[]>;
  close(): Promise<void>;
};

/** As many pages as one task takes: enough to make passing it on cheap, few enough to show progress. */
const taskSize = 50;
/** Below this many, starting workers costs more than they save. */
const fewEnough = 60;

/** Worker threads: those that stay while there is nothing to do, and those that there may be at a time. */
export type WorkerCount = { readonly least: number; readonly most: number };

const usualWorkers: WorkerCount = { least: 1, most: Math.min(availableParallelism(), 8) };

export function openRenderPool(
  store: Store,
  settings: RenderSettings,
  { least, most }: WorkerCount = usualWorkers,
): RenderPool {
  let pool: Piscina | undefined;
  const workers = () =>
    (pool ??= new Piscina({
      filename: new URL("render-worker.ts", import.meta.url).href,
      name: "run",
      workerData: settings,
      minThreads: least,
      maxThreads: most,
      idleTimeout: 1000,
      resourceLimits: { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 192 },
    }));

  async function* inOrder<Item, Result>(
    items: readonly Item[],
    here: (some: readonly Item[]) => Promise<Result>,
    there: (some: readonly Item[]) => Promise<Result>,
    { perTask = taskSize, few = fewEnough } = {},
  ): AsyncIterable<Result> {
    const work = items.length < few && pool === undefined ? here : there;
    const waiting: Promise<Result>[] = [];
    const depth = work === here ? 1 : workers().options.maxThreads * 2;
    for (let start = 0; start < items.length; start += perTask) {
      const task = work(items.slice(start, start + perTask));
      // Its failure is met below, in its turn.
      task.catch(() => undefined);
      waiting.push(task);
      const first = waiting.length >= depth ? waiting.shift() : undefined;
      if (first !== undefined) yield await first;
    }
    for (const task of waiting) yield await task;
  }

  return {
    summarise: (days) =>
      inOrder(
        days,
        (some) => summariseDays(store, settings.config, some),
        (some) => workers().run({ kind: "summarise", days: some }) as Promise<readonly DayResult[]>,
      ),
    summariseThreads: (threads) =>
      inOrder(
        threads,
        (some) => summariseThreads(store, settings.config, some),
        (some) => workers().run({ kind: "summarise-threads", threads: some }) as Promise<readonly ThreadResult[]>,
      ),
    render: (paths) =>
      inOrder(
        paths,
        (some) => renderPages(store, settings, some),
        (some) => workers().run({ kind: "render", paths: some }) as Promise<readonly DrawnFile[]>,
      ),
    writeMonths: (months) =>
      inOrder(
        months,
        (some) => writeMonths(store, settings.config, some),
        (some) => workers().run({ kind: "write-months", months: some }) as Promise<readonly WrittenMonth[]>,
        { perTask: 1, few: 4 },
      ),
    close: async () => pool?.destroy(),
  };
}
