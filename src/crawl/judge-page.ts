import type { Homeserver } from "#matrix/homeserver.ts";
import type { EventId, RoomId } from "#matrix/ids.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import type { VisibilityGrant } from "#matrix/visibility-grant.ts";
import { isVisibilityChange, judgeSending } from "#publication/judge-sending.ts";
import type { Reason } from "#publication/verdict.ts";
import type { KnownEvent } from "#store/records.ts";
import { visibilityGrantFrom } from "./room-state.ts";

/**
 * The visibility in force below the point a walk has reached. undefined: not asked yet; null: asked, and the server's answer
 * cannot be right, so that nothing is public until the next change of visibility.
 */
export type Below = VisibilityGrant | null | undefined;

export type JudgedPage = {
  /** In page order: newest first. Events the archive has are in it without a grant. */
  readonly events: readonly { readonly event: RoomEvent; readonly grant: VisibilityGrant | undefined }[];
  readonly withheld: readonly { readonly event: RoomEvent; readonly reason: Reason }[];
  readonly below: Below;
};

export type RoomToJudge = {
  readonly roomId: RoomId;
  readonly homeserver: Pick<Homeserver, "fetchContext">;
  /** In force at the live end. */
  readonly grantNow: VisibilityGrant;
};

export type AroundPage = {
  /** In force at the page's newest event, where that is no change of visibility itself. */
  readonly below: Below;
  /** The event before the page's oldest one, where that one is a change of visibility; undefined: there is none. */
  readonly older: RoomEvent | undefined;
};

/**
 * Judges which events of a page, newest first, were public when they were sent. Where a change of visibility is passed, the
 * server is asked for the exact state at the next older event: `/context` with no neighbours gives it, and it is the one
 * answer that is right on forked history too.
 */
export async function judgePage(
  { roomId, homeserver, grantNow }: RoomToJudge,
  events: readonly RoomEvent[],
  known: ReadonlyMap<EventId, KnownEvent>,
  around: AroundPage,
): Promise<JudgedPage> {
  const judged: JudgedPage["events"][number][] = [];
  const withheld: JudgedPage["withheld"][number][] = [];
  let { below } = around;

  const passed = new Set<EventId>();
  const visibilityAt = async (event: RoomEvent): Promise<VisibilityGrant | null> => {
    const own = isVisibilityChange(event) ? visibilityGrantFrom(event) : known.get(event.eventId)?.grant;
    if (own !== undefined) return own;
    const context = await homeserver.fetchContext(roomId, event.eventId);
    const grant = visibilityGrantFrom(
      context?.state.find((state) => state.type === "m.room.history_visibility" && state.stateKey === ""),
    );
    // A server that answers with the state of today names a change above this place: that is no answer.
    const isAbove =
      grant !== undefined && passed.size > 0 && (passed.has(grant.eventId) || grant.eventId === grantNow.eventId);
    return grant === undefined || isAbove ? null : grant;
  };

  for (const [index, event] of events.entries()) {
    const stored = known.get(event.eventId);
    const older = events[index + 1] ?? around.older;
    if (isVisibilityChange(event)) {
      const at = visibilityGrantFrom(event);
      passed.add(event.eventId);
      const before = older === undefined ? undefined : await visibilityAt(older);
      const verdict = judgeSending(event, { at, before: before ?? undefined });
      if (stored !== undefined) judged.push({ event, grant: undefined });
      else if (verdict.public) judged.push({ event, grant: verdict.because });
      else withheld.push({ event, reason: verdict.because });
      below = before;
      continue;
    }
    if (stored !== undefined) {
      judged.push({ event, grant: undefined });
      below = stored.grant;
      continue;
    }
    if (below === undefined) below = await visibilityAt(event);
    const verdict = judgeSending(event, { at: below ?? undefined, before: undefined });
    if (verdict.public) judged.push({ event, grant: verdict.because });
    else withheld.push({ event, reason: verdict.because });
  }
  return { events: judged, withheld, below };
}
