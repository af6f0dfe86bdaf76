import type { WithdrawnAddresses } from "./withdrawn-addresses.ts";

/** What one build did, for people and for `--json`. Paths are relative to the output folder, with forward slashes. */
export type BuildReport = {
  readonly outcome: "done" | "interrupted";
  readonly full: boolean;
  readonly rendered: number;
  readonly written: readonly string[];
  readonly deleted: readonly string[];
  readonly unchanged: number;
  readonly files: number;
  readonly sizeBytes: number;
  readonly messages: number;
  /** Where something was taken away: for caches and search engines. */
  readonly withdrawn: WithdrawnAddresses;
  readonly warnings: readonly string[];
};
