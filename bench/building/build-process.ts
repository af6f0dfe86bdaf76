import { once } from "node:events";
import { buildSite } from "#build/build-site.ts";
import { openStore } from "#store/open-store.ts";
import type { BuildReport } from "#build/build-report.ts";
import { benchConfig } from "../bench-config.ts";
import { familyCpuMs, ownPeakMemoryMiB } from "../processes.ts";
import type { BuildOrder, BuildResult } from "./build-apart.ts";

const quiet = (): void => undefined;
const log = { info: quiet, warn: console.error, debug: quiet };

/** One build as the command does it, in a process of its own: what it costs, imports and all, and what it did. */
const [{ folder, output, rooms, removes }] = (await once(process, "message")) as [BuildOrder];
const config = benchConfig(rooms, { folder, output });
const store = await openStore({ folder: config.store });
const { rendered, written, deleted, full } = await (removes === undefined ? build() : removeAndBuild(removes));
await store.close();
const result: BuildResult = {
  full,
  rendered,
  changedFiles: written.length + deleted.length,
  changed: removes === undefined ? [] : [...written, ...deleted],
  cpuMs: familyCpuMs(),
  ownPeakMiB: ownPeakMemoryMiB(),
};
process.send?.(result);
process.disconnect?.();

function build(): Promise<BuildReport> {
  return buildSite({ config, store, log, progress: quiet });
}

async function removeAndBuild(eventId: string): Promise<BuildReport> {
  const { remove } = await import("#operations/remove/remove.ts");
  const wish = { events: [eventId], users: [], days: [], rooms: [], networks: [], media: [] };
  const how = { reason: undefined, undo: false, build: true };
  const report = await remove({ config, store, wish, ...how, log, progress: quiet, now: Date.now });
  if (report.build === undefined) throw new Error("The removal built nothing");
  return report.build;
}
