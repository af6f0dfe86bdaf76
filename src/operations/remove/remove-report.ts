import type { BuildReport } from "#build/build-report.ts";
import type { RemovalKind } from "#store/records.ts";

/** One thing that was removed or let in again. */
export type ReportedRemoval = {
  readonly kind: RemovalKind;
  /** Id, name of the network, or `SLUG/DATE` of a day. */
  readonly target: string;
  readonly reason: string | undefined;
  /** ISO 8601, UTC. */
  readonly removedAt: string;
  /** It had been removed before; what was recorded then stands. */
  readonly already: boolean;
  /** The archive has nothing of it: recorded beforehand. */
  readonly unseen: boolean;
};

/** What `daybook remove` did. */
export type RemoveReport = {
  readonly action: "remove" | "undo";
  readonly removals: readonly ReportedRemoval[];
  /**
   * What became of the site: "built"; "running": another build is at work and looks for removals before it ends; "none": there is no
   * site yet; "skipped": as asked; "interrupted": the next build goes on.
   */
  readonly site: "built" | "running" | "none" | "skipped" | "interrupted";
  readonly build: BuildReport | undefined;
};
