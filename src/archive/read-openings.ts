import type { EventId } from "#matrix/ids.ts";
import type { Reason } from "#publication/verdict.ts";
import type { StretchRecord } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";
import type { Opening } from "#view/inputs.ts";
import { shownName } from "#view/sender-view.ts";
import type { ShownRoom } from "./published-rooms.ts";

/** What opened the history of one room. */
export type Openings = {
  /** The one in force. */
  readonly grant: Opening;
  /** What opened it before, oldest first. */
  readonly earlier: readonly Opening[];
  /** Those of these events that may be shown themselves. */
  readonly drawnFrom: readonly EventId[];
};

/** For these an opener stays "a room administrator". */
const unnamedFor: ReadonlySet<Reason> = new Set(["opted-out", "policy-list", "removed", "gone"]);

/** The publication ledger of a room in words that may be shown. `of`: what tells its events from those of other rooms. */
export async function readOpenings(
  store: StoreReader,
  { record, judge }: ShownRoom,
  { hidesNames, of }: { readonly hidesNames: boolean; readonly of: Pick<Opening, "roomId"> },
): Promise<Openings> {
  const { key, grant } = record;
  const stretches = await store.readStretches(key);
  const ids = [...new Set([...(grant === undefined ? [] : [grant.eventId]), ...stretches.map((one) => one.eventId)])];
  const stored = new Map((await store.readEvents(key, ids)).map((one) => [one.event.eventId, one]));

  /** The opener's name as it was then, else as it is now. */
  const nameOf = async ({ eventId, sender }: Opener): Promise<string | undefined> => {
    if (hidesNames || !judge.mayName(sender)) return undefined;
    const event = stored.get(eventId);
    const verdict = event && judge.verdict(event);
    if (verdict !== undefined && verdict.show !== "publish" && unnamedFor.has(verdict.because)) return undefined;
    const names = await store.readMemberNames(key, [sender], event?.position ?? Number.MIN_SAFE_INTEGER);
    return shownName(names.at(-1)?.displayName, sender);
  };
  const toOpening = async ({ eventId, sender, openedAtMs, ended }: StretchOfGrant): Promise<Opening> => ({
    eventId,
    openedBy: await nameOf({ eventId, sender }),
    openedMs: openedAtMs,
    closedMs: ended?.atMs,
    ...of,
  });
  const earlier: Opening[] = [];
  for (const stretch of stretches) if (stretch.eventId !== grant?.eventId) earlier.push(await toOpening(stretch));
  return {
    grant:
      grant === undefined
        ? { eventId: undefined, openedBy: undefined, openedMs: undefined, closedMs: undefined }
        : await toOpening({ ...grant, openedAtMs: grant.originServerTs, ended: undefined }),
    earlier,
    drawnFrom: [...stored.values()]
      .filter((one) => judge.verdict(one).show === "publish")
      .map(({ event }) => event.eventId),
  };
}

type StretchOfGrant = Pick<StretchRecord, "eventId" | "sender" | "openedAtMs" | "ended">;
type Opener = Pick<StretchRecord, "eventId" | "sender">;
