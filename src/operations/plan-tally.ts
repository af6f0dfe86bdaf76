import type { CalendarDay } from "#lib/calendar-day.ts";
import type { EventId } from "#matrix/ids.ts";
import type { VisibilityGrant } from "#matrix/visibility-grant.ts";
import type { Reason } from "#publication/verdict.ts";
import type { StretchRecord } from "#store/records.ts";
import type { PlannedCount, PlannedStretch } from "./plan-report.ts";

export type Planned = { readonly messages: number; readonly day: CalendarDay } & (
  | { readonly kind: "stay" | "publish" }
  | { readonly kind: "remove" | "withhold"; readonly because: Reason }
);

/** Counts messages and days by the stretch of open history that they belong to. */
export type ChangeTally = {
  add(grant: VisibilityGrant, planned: Planned): void;
  /** Oldest first; `inForce`: the grant on which the room stands now. */
  stretches(ledger: readonly StretchRecord[], inForce: EventId | undefined): readonly PlannedStretch[];
};

type Counter = { messages: number; readonly days: Set<string> };
type Counters = {
  readonly stay: Counter;
  readonly publish: Counter;
  readonly remove: Map<Reason, Counter>;
  readonly withhold: Map<Reason, Counter>;
};

export function openTally(): ChangeTally {
  const counted = new Map<EventId, { readonly grant: VisibilityGrant; readonly counters: Counters }>();
  const countersOf = (grant: VisibilityGrant): Counters => {
    const known = counted.get(grant.eventId);
    const counters = known?.counters ?? { stay: counter(), publish: counter(), remove: new Map(), withhold: new Map() };
    if (known === undefined) counted.set(grant.eventId, { grant, counters });
    return counters;
  };
  return {
    add(grant, planned) {
      const counters = countersOf(grant);
      const one =
        "because" in planned
          ? counters[planned.kind].getOrInsertComputed(planned.because, counter)
          : counters[planned.kind];
      one.messages += planned.messages;
      one.days.add(planned.day);
    },
    stretches: (ledger, inForce) =>
      [...counted.values()]
        .toSorted((one, other) => one.grant.originServerTs - other.grant.originServerTs)
        .map(({ grant, counters }) => {
          const recorded = ledger.find(({ eventId }) => eventId === grant.eventId);
          return {
            event: grant.eventId,
            by: grant.sender,
            power: recorded?.powerLevel,
            from: isoOf(grant.originServerTs),
            to: recorded?.ended && isoOf(recorded.ended.atMs),
            inForce: grant.eventId === inForce,
            stay: toCount(counters.stay),
            publish: toCount(counters.publish),
            remove: byReason(counters.remove),
            withhold: byReason(counters.withhold),
          };
        }),
  };
}

function counter(): Counter {
  return { messages: 0, days: new Set() };
}

function toCount({ messages, days }: Counter): PlannedCount {
  return { messages, days: days.size };
}

function byReason(counters: ReadonlyMap<Reason, Counter>): PlannedStretch["remove"] {
  return Object.fromEntries(
    [...counters.keys()].toSorted().map((reason) => [reason, toCount(counters.get(reason) ?? counter())]),
  );
}

/** undefined: a time that no calendar has, from a clock of strangers. */
function isoOf(timeMs: number): string | undefined {
  const date = new Date(timeMs);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
