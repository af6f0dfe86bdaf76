import type { SpanKey, SpanRecord } from "#store/records.ts";

/** As many events in a row must be met before two spans are taken for one: a single one may be a late event out of place. */
const enough = 20;

/** How many events of another span a walk has met in a row, since where. */
export type Meeting = { readonly span: SpanKey; readonly count: number; readonly fromItsNewest: boolean };

/** Goes over a page's places, newest first, and tells whether the walk has arrived in another span. */
export function meetSpan(
  places: readonly { readonly position: number; readonly known: boolean }[],
  others: readonly SpanRecord[],
  meeting: Meeting | undefined,
): { readonly met: SpanRecord | undefined; readonly meeting: Meeting | undefined } {
  let current = meeting;
  for (const { position, known } of places) {
    const span = known ? spanAt(others, position) : undefined;
    if (span === undefined) {
      current = undefined;
      continue;
    }
    const goesOn = current?.span === span.key;
    current = {
      span: span.key,
      count: goesOn && current !== undefined ? current.count + 1 : 1,
      fromItsNewest: goesOn && current !== undefined ? current.fromItsNewest : position === span.newestPosition,
    };
    const wholeSpan = current.fromItsNewest && position === span.oldestPosition;
    if (current.count >= enough || wholeSpan) return { met: span, meeting: undefined };
  }
  return { met: undefined, meeting: current };
}

/** The span that holds a place. */
export function spanAt(spans: readonly SpanRecord[], position: number): SpanRecord | undefined {
  return spans.find((span) => position <= span.newestPosition && position >= span.oldestPosition);
}
