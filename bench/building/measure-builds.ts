import { join } from "node:path";
import { openStore } from "#store/open-store.ts";
import type { BenchRoom } from "../history/bench-room.ts";
import { changeTenDays } from "../history/change-days.ts";
import { median } from "../cpu.ts";
import type { Figure } from "../figures.ts";
import { buildApart, type BuildResult } from "./build-apart.ts";
import { differingFiles } from "./compare-trees.ts";
import { measureRemovals, removalFigures } from "./measure-removal.ts";

export type Builds = {
  readonly folder: string;
  readonly rooms: readonly BenchRoom[];
  readonly pages: number;
  readonly rounds: number;
};

/** From this size on an update must cost next to nothing; below it the start of a process is most of it. */
const largeArchive = 30_000;

/** A site from nothing, again with nothing new, after ten days have changed, after single events were removed, and once more from nothing beside it. */
export async function measureBuilds({ folder, rooms, pages, rounds }: Builds): Promise<readonly Figure[]> {
  const build = (output: string) => buildApart({ folder, output, rooms });
  const first = await build("dist");
  const second = await build("dist");
  const updates: BuildResult[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const store = await openStore({ folder: join(folder, "data") });
    await changeTenDays(store, rooms, round);
    await store.close();
    const update = await build("dist");
    if (update.full) throw new Error("Ten changed days made a full build");
    updates.push(update);
  }
  const removals = await measureRemovals({ folder, rooms, rounds });
  if (removals.otherFiles.length > 0) console.error(`Changed too: ${removals.otherFiles.slice(0, 5).join(", ")}`);
  const anew = await build("anew");
  const differing = await differingFiles(join(folder, "dist"), join(folder, "anew"));
  if (differing.length > 0) console.error(`Differing: ${differing.slice(0, 5).join(", ")}`);
  const updateCpuMs = median(updates.map(({ cpuMs }) => cpuMs));
  const largest = (of: (update: BuildResult) => number) => Math.max(...updates.map(of));
  const fullCpuMs = Math.min(first.cpuMs, anew.cpuMs);
  return [
    { what: "pages rendered by a second build", measured: second.rendered, unit: "", atMost: 0 },
    { what: "files changed by a second build", measured: second.changedFiles, unit: "", atMost: 0 },
    { what: "CPU of a second build ÷ full build", measured: second.cpuMs / fullCpuMs },
    {
      what: "CPU of an update of ten days ÷ full build",
      measured: updateCpuMs / fullCpuMs,
      ...(pages >= largeArchive ? { atMost: 1 / 50 } : {}),
    },
    { what: "pages rendered by an update of ten days", measured: largest(({ rendered }) => rendered), unit: "" },
    { what: "files changed by an update of ten days", measured: largest(({ changedFiles }) => changedFiles), unit: "" },
    ...removalFigures(removals, { fullCpuMs, pages }),
    { what: "files that differ: updated site, site built anew", measured: differing.length, unit: "", atMost: 0 },
    { what: "peak memory of a full build", measured: Math.max(first.peakMiB, anew.peakMiB), unit: "MiB", atMost: 1024 },
    { what: "of which without the search indexer", measured: Math.max(first.ownPeakMiB, anew.ownPeakMiB), unit: "MiB" },
  ];
}
