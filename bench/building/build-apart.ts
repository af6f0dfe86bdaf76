import { fork } from "node:child_process";
import { once } from "node:events";
import { familyMemoryMiB } from "../processes.ts";

export type BuildOrder = {
  /** Holds the store, and gets the output. */
  readonly folder: string;
  readonly output: string;
  readonly rooms: readonly { readonly slug: string; readonly alias: string }[];
  /** An event that is removed first, as the command does it. */
  readonly removes?: string;
};

export type BuildResult = {
  readonly full: boolean;
  readonly rendered: number;
  readonly changedFiles: number;
  /** Their paths, where an event was removed. */
  readonly changed: readonly string[];
  /** Of the whole process and all it started. */
  readonly cpuMs: number;
  readonly ownPeakMiB: number;
};

const sampleEachMs = 50;

/** Builds in a process of its own. `peakMiB`: the most that it, its threads and the search indexer held at one moment. */
export async function buildApart(order: BuildOrder): Promise<BuildResult & { readonly peakMiB: number }> {
  const child = fork(new URL("build-process.ts", import.meta.url));
  let peakMiB = 0;
  const sampling = setInterval(() => {
    peakMiB = Math.max(peakMiB, familyMemoryMiB(child.pid ?? 0));
  }, sampleEachMs);
  try {
    const ended = once(child, "exit");
    const answered = once(child, "message") as Promise<[BuildResult]>;
    child.send(order);
    const outcome = await Promise.race([answered, ended.then(([code]) => String(code))]);
    if (typeof outcome === "string") throw new Error(`The build ended with code ${outcome} and without a report`);
    await ended;
    const [result] = outcome;
    return { ...result, peakMiB: Math.max(peakMiB, result.ownPeakMiB) };
  } finally {
    clearInterval(sampling);
  }
}
