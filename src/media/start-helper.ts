import { fork } from "node:child_process";
import { assertNever } from "#lib/assert-never.ts";
import type { Derived, MediaRefusal } from "#lib/safe-media.ts";
import type { HelperOrder, HelperReport, HelperTask } from "./helper-messages.ts";

/** A process apart that takes one file after the other. Native code cannot be stopped inside a process; a process can be ended. */
export type Helper = {
  /** Of one file at a time. Rejects when it is no fault of the file. */
  readonly work: (task: HelperTask) => Promise<Derived>;
  /** False: it is gone, or tired, and the next file needs a new one. */
  readonly isFit: () => boolean;
  readonly end: () => Promise<void>;
};

type Outcome =
  | Exclude<HelperReport, { readonly kind: "ready" }>
  | { readonly kind: "late" }
  | { readonly kind: "gone"; readonly signal: NodeJS.Signals | null };

export function startHelper(order: HelperOrder): Helper {
  const child = fork(new URL("derive-process.ts", import.meta.url), [JSON.stringify(order)], {
    // Nothing of ours that it does not need: no token, no proxy. Few arenas, since glibc hoards memory for each thread.
    env: { MALLOC_ARENA_MAX: "2" },
    execArgv: ["--max-old-space-size=256"],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const ended = Promise.withResolvers<void>();
  /** False: it ended before it could begin. */
  const started = Promise.withResolvers<boolean>();
  let deliver: ((outcome: Outcome) => void) | undefined;
  let isFit = true;
  let lastWords = "";
  child.stderr?.setEncoding("utf8").on("data", (words: string) => (lastWords = (lastWords + words).slice(-1000)));
  child.on("message", (report: HelperReport) => {
    if (report.kind === "ready") started.resolve(true);
    else deliver?.(report);
  });
  const leave = (signal: NodeJS.Signals | null): void => {
    isFit = false;
    ended.resolve();
    started.resolve(false);
    deliver?.({ kind: "gone", signal });
  };
  child.on("close", (_, signal) => leave(signal));
  child.on("error", (error) => {
    lastWords = error.message;
    // Of a program that could not be started, nothing else is heard.
    if (child.pid === undefined) leave(null);
  });

  const end = async (): Promise<void> => {
    isFit = false;
    child.kill("SIGKILL");
    await ended.promise;
  };

  const refused = async (reason: MediaRefusal): Promise<Derived> => {
    await end();
    return { ok: false, reason };
  };

  const verdictOn = async (outcome: Outcome): Promise<Derived> => {
    switch (outcome.kind) {
      case "derived":
        if (outcome.tired) await end();
        return outcome.derived;
      case "problem":
        throw new Error(`A copied file could not be made ready for the site: ${outcome.message}`);
      case "late":
        return refused("too-slow");
      case "too-much-memory":
        return refused("too-many-pixels");
      case "gone":
        return { ok: false, reason: isByHand(outcome.signal) ? "failed" : "broken" };
      default:
        return assertNever(outcome);
    }
  };

  const work = async (task: HelperTask): Promise<Derived> => {
    if (!(await started.promise))
      throw new Error(`The program that makes files safe does not start: ${lastWords.trim()}`);
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    deliver = resolve;
    const timer = setTimeout(resolve, order.limits.timeoutMs, { kind: "late" });
    child.send(task);
    return verdictOn(await promise.finally(() => clearTimeout(timer)));
  };
  return { work, isFit: () => isFit, end };
}

/** Ended from outside, which says nothing of the file; every other end is what its bytes did to a decoder. */
function isByHand(signal: NodeJS.Signals | null): boolean {
  return signal === "SIGTERM" || signal === "SIGKILL" || signal === "SIGHUP" || signal === "SIGINT";
}
