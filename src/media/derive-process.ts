import { deriveMedia } from "./derive-media.ts";
import type { HelperOrder, HelperReport, HelperTask } from "./helper-messages.ts";

/**
 * The process that unpacks strangers' files. It is told where to write when it starts, then gets one file at a time, and reports
 * what became of it. Whoever started it ends it: when it takes too long, holds too much, or is no longer needed.
 */
const { storeFolder, partFile, limits } = JSON.parse(process.argv[2] ?? "") as HelperOrder;

const watchEveryMs = 20;
/** Beyond this share of its limit after a file, memory that was not given back would be counted against the next one. */
const tiredShare = 0.4;

// The packer of films and sounds writes the moment, or a random number, into them. Here it is always the same moment.
Date.now = () => 0;
Math.random = () => 0.5;
// An interrupted crawl ends in order: this process is ended by it, not by the signal that reaches the whole group.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => undefined);
process.on("disconnect", () => process.exit(0));
process.on("message", (task: HelperTask) => void work(task));
report({ kind: "ready" });

async function work({ source, wish }: HelperTask): Promise<void> {
  // Pictures are unpacked on other threads, so this one is free to look.
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() > limits.memoryBytes) report({ kind: "too-much-memory" });
  }, watchEveryMs);
  try {
    const derived = await deriveMedia(source, wish, { folder: { storeFolder, partFile }, limits });
    report({ kind: "derived", derived, tired: process.memoryUsage.rss() > tiredShare * limits.memoryBytes });
  } catch (error) {
    report({ kind: "problem", message: error instanceof Error ? error.message : String(error) });
  } finally {
    clearInterval(watch);
  }
}

function report(message: HelperReport): void {
  process.send?.(message);
}
