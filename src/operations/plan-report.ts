import type { CalendarDay } from "#lib/calendar-day.ts";
import type { Reason } from "#publication/verdict.ts";
import type { HostFit } from "./host-limits.ts";
import type { OpenedStretch } from "./status-report.ts";

/** What a crawl and a build would do, found out without writing anything. For people and for `--json`. */
export type PlanReport = {
  /** Base address of the homeserver that was asked. */
  readonly homeserver: string;
  /** User id of the reading account. */
  readonly reader: string;
  /** In the order of the configuration. */
  readonly rooms: readonly PlannedRoom[];
  readonly unlisted: readonly UnlistedRoom[];
  /** Rooms that listed spaces name and the configuration does not list: proposals, never published by themselves. */
  readonly proposed: readonly ProposedRoom[];
  /** undefined: too little is known to count, for example because the server has no jump-to-date. */
  readonly forecast: PlanForecast | undefined;
  readonly warnings: readonly string[];
};

export type PlannedRoom = {
  readonly slug: string;
  /** As written in the configuration; of a successor its id. */
  readonly room: string;
  /** The room before it, by which it would count as listed. Absent: it is listed itself. */
  readonly upgradedFrom?: string;
  /** undefined: the alias leads nowhere or the server could not be asked. */
  readonly roomId: string | undefined;
  readonly name: string | undefined;
  /** "withhold": a rule says no, with its `reason`. "unknown": the server could not be asked; nothing would be published. */
  readonly verdict: "publish" | "withhold" | "unknown";
  readonly reason: Reason | undefined;
  /** For the operator: what stands in the way, why, what to do. undefined when nothing does. */
  readonly problem: string | undefined;
  /** Raw state in force, undefined when there is none or it could not be read. */
  readonly historyVisibility: string | undefined;
  readonly joinRule: string | undefined;
  readonly joinedMembers: number | undefined;
  /** Who opened the history and when (ISO 8601), where the server names the event. */
  readonly opened: { readonly by: string; readonly at: string } | undefined;
  /** Networks that bridge state in the room names. */
  readonly bridges: readonly string[];
  /** True when name, topic or alias read like a room for insiders (staff, moderation, support). */
  readonly looksInternal: boolean;
  /** True when the room's topic already links to the site. */
  readonly linksToSite: boolean;
  /** UTC days between which there is readable history, as far as asking by date shows; `since` is applied. */
  readonly history: { readonly first: CalendarDay; readonly last: CalendarDay } | undefined;
  /** What an update would change of what is stored, by stretch of open history, oldest first. Empty: nothing is stored. */
  readonly stretches: readonly PlannedStretch[];
  /** Suggested words for the room's topic and for its people; never sent by Daybook. */
  readonly notice: { readonly topic: string; readonly message: string } | undefined;
};

/** Messages, and days on which they or something else were sent. */
export type PlannedCount = { readonly messages: number; readonly days: number };

/** A stretch of open history with what is stored of it. */
export type PlannedStretch = Pick<OpenedStretch, "event" | "by" | "power" | "from" | "to" | "inForce"> & {
  /** On the site, and would stay. */
  readonly stay: PlannedCount;
  /** Not on the site, and would be published. */
  readonly publish: PlannedCount;
  /** On the site, and would go. */
  readonly remove: Readonly<Partial<Record<Reason, PlannedCount>>>;
  /** Not on the site, and would not be published. */
  readonly withhold: Readonly<Partial<Record<Reason, PlannedCount>>>;
};

/** A room that is no longer listed and still has pages: all of them would go. */
export type UnlistedRoom = PlannedCount & { readonly slug: string; readonly roomId: string };

export type ProposedRoom = {
  readonly space: string;
  readonly roomId: string;
  readonly alias: string | undefined;
  readonly name: string | undefined;
  readonly worldReadable: boolean;
};

/** An upper bound: a page for each day between first and last, although quiet days have none. */
export type PlanForecast = {
  readonly days: number;
  readonly files: number;
  readonly sizeBytes: number;
  /** What the numbers rest on, in a few words. */
  readonly basis: string;
  readonly hosts: readonly HostFit[];
};
