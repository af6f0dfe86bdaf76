import type { Reporter } from "./reporter.ts";

/** What commands have of the world around them. */
export type World = {
  readonly version: string;
  /** As given with `--config`. */
  readonly configFile: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly reporter: Reporter;
  /** Aborts at the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};
