import type { EventId } from "#matrix/ids.ts";
import { isOpen, type VisibilityGrant } from "#matrix/visibility-grant.ts";

/** A stretch of a room's history that was open to the world, and the change of visibility that ended it. */
export type OpenStretch = {
  readonly grant: VisibilityGrant;
  /** undefined: it lasts, or what ended it is not known. */
  readonly ended: { readonly eventId: EventId; readonly atMs: number } | undefined;
};

export type KnownVisibility = {
  /** Every grant that something of the archive rests on. */
  readonly grants: readonly VisibilityGrant[];
  /** Changes of visibility that are stored, with their places. */
  readonly changes: readonly { readonly grant: VisibilityGrant; readonly position: number }[];
  /** Stretches of places between which nothing is missing. */
  readonly spans: readonly { readonly oldestPosition: number; readonly newestPosition: number }[];
};

/**
 * The open stretches of a room as far as its history is known, oldest first. What ended one is the next change above it, where no
 * unread history lies between the two.
 */
export function openStretches({ grants, changes, spans }: KnownVisibility): readonly OpenStretch[] {
  const sorted = changes.toSorted((one, other) => one.position - other.position);
  const endOf = ({ eventId }: VisibilityGrant): OpenStretch["ended"] => {
    const index = sorted.findIndex(({ grant }) => grant.eventId === eventId);
    const [own, next] = index === -1 ? [] : [sorted[index], sorted[index + 1]];
    if (own === undefined || next === undefined) return undefined;
    const isWhole = spans.some((span) => span.oldestPosition <= own.position && next.position <= span.newestPosition);
    return isWhole ? { eventId: next.grant.eventId, atMs: next.grant.originServerTs } : undefined;
  };
  return grants
    .filter(isOpen)
    .map((grant) => ({ grant, ended: endOf(grant) }))
    .toSorted((one, other) => one.grant.originServerTs - other.grant.originServerTs);
}
