import { workerData } from "piscina";
import { openStore } from "#store/open-store.ts";
import type { SitePath } from "#view/urls.ts";
import { renderPages, summariseDays, type DayToSummarise, type RenderSettings } from "./render-task.ts";

export type RenderTask =
  | { readonly kind: "summarise"; readonly days: readonly DayToSummarise[] }
  | { readonly kind: "render"; readonly paths: readonly SitePath[] };

const settings = workerData as RenderSettings;
const store = await openStore({ folder: settings.storeFolder, readOnly: true });

/** What piscina calls: one task after the other, with the worker's own read-only connection. */
export async function run(task: RenderTask): Promise<unknown> {
  return task.kind === "summarise"
    ? summariseDays(store, settings.config, task.days)
    : renderPages(store, settings, task.paths);
}
