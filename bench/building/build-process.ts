import { once } from "node:events";
import { buildSite } from "#build/build-site.ts";
import { openStore } from "#store/open-store.ts";
import { benchConfig } from "../bench-config.ts";
import { familyCpuMs, ownPeakMemoryMiB } from "../processes.ts";
import type { BuildOrder, BuildResult } from "./build-apart.ts";

const quiet = (): void => undefined;
const log = { info: quiet, warn: console.error, debug: quiet };

/** One build as the command does it, in a process of its own: what it costs, imports and all, and what it did. */
const [{ folder, output, rooms }] = (await once(process, "message")) as [BuildOrder];
const config = benchConfig(rooms, { folder, output });
const store = await openStore({ folder: config.store });
const { rendered, written, deleted, full } = await buildSite({ config, store, log, progress: quiet });
await store.close();
const result: BuildResult = {
  full,
  rendered,
  changedFiles: written.length + deleted.length,
  cpuMs: familyCpuMs(),
  ownPeakMiB: ownPeakMemoryMiB(),
};
process.send?.(result);
process.disconnect?.();
