import type { Config } from "#config/config.ts";
import { calendarDayOf } from "#lib/calendar-day.ts";
import type { Reason } from "#publication/verdict.ts";
import type { StoredEvent, StretchRecord } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";
import type { Opening, RoomRecord } from "#view/inputs.ts";
import { shownName } from "#view/sender-view.ts";
import type { PublishedRoom } from "./published-rooms.ts";

/** For these an opener stays "a room administrator". */
const unnamedFor: ReadonlySet<Reason> = new Set(["opted-out", "policy-list", "removed", "gone"]);

/** What a room's About page tells: the publication ledger in words that may be shown, and what the operator decided. */
export async function readAboutRecord(
  store: StoreReader,
  { config, record, judge, info }: PublishedRoom,
  { publication }: Pick<Config, "publication">,
): Promise<RoomRecord> {
  const { key, grant } = record;
  const stretches = await store.readStretches(key);
  const ids = [...new Set([...(grant === undefined ? [] : [grant.eventId]), ...stretches.map((one) => one.eventId)])];
  const stored = new Map((await store.readEvents(key, ids)).map((one) => [one.event.eventId, one]));

  /** The opener's name as it was then, else as it is now. */
  const nameOf = async ({ eventId, sender }: Opener): Promise<string | undefined> => {
    if (info.pseudonyms || !judge.mayName(sender)) return undefined;
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
  });
  const earlier: Opening[] = [];
  for (const stretch of stretches) if (stretch.eventId !== grant?.eventId) earlier.push(await toOpening(stretch));

  return {
    grant:
      grant === undefined
        ? { eventId: undefined, openedBy: undefined, openedMs: undefined, closedMs: undefined }
        : await toOpening({ ...grant, openedAtMs: grant.originServerTs, ended: undefined }),
    earlier,
    joinRule: record.state.joinRule,
    archivedSince: calendarDayOf(record.archivedSinceMs),
    delayMs: config.delayMs,
    decision: config.decision,
    bridges: config.bridges,
    leftOut: {
      since: config.since,
      offRecord: config.offRecord,
      members: config.membership,
      followsBanLists: publication.policyLists.length > 0,
    },
    drawnFrom: [...stored.values()].filter((one) => isShown(judge, one)).map(({ event }) => event.eventId),
  };
}

type StretchOfGrant = Pick<StretchRecord, "eventId" | "sender" | "openedAtMs" | "ended">;
type Opener = Pick<StretchRecord, "eventId" | "sender">;

function isShown(judge: PublishedRoom["judge"], stored: StoredEvent): boolean {
  return judge.verdict(stored).show === "publish";
}
