import { workerData } from "piscina";
import { assertNever } from "#lib/assert-never.ts";
import { openStore } from "#store/open-store.ts";
import type { SitePath } from "#view/urls.ts";
import type { MonthOfLines } from "./emit-message-lines.ts";
import type { ThreadToSummarise } from "./index-threads.ts";
import { summariseThreads } from "./summarise-threads.ts";
import { renderPages, summariseDays, type DayToSummarise, type RenderSettings } from "./render-task.ts";
import { writeMonths } from "./write-months.ts";

export type RenderTask =
  | { readonly kind: "summarise"; readonly days: readonly DayToSummarise[] }
  | { readonly kind: "summarise-threads"; readonly threads: readonly ThreadToSummarise[] }
  | { readonly kind: "render"; readonly paths: readonly SitePath[] }
  | { readonly kind: "write-months"; readonly months: readonly MonthOfLines[] };

const settings = workerData as RenderSettings;
const store = await openStore({ folder: settings.storeFolder, readOnly: true });

/** What piscina calls: one task after the other, with the worker's own read-only connection. */
export async function run(task: RenderTask): Promise<unknown> {
  switch (task.kind) {
    case "summarise":
      return summariseDays(store, settings.config, task.days);
    case "summarise-threads":
      return summariseThreads(store, settings.config, task.threads);
    case "render":
      return renderPages(store, settings, task.paths);
    case "write-months":
      return writeMonths(store, settings.config, task.months);
    default:
      return assertNever(task);
  }
}
