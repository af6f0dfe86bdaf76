import type { Config, RoomConfig } from "#config/config.ts";
import type { MediaRefusal, MediaUse, MediaWish } from "#lib/safe-media.ts";
import type { MxcUri } from "#matrix/ids.ts";
import { publishableBeforeMs } from "#publication/judge-event.ts";
import { keptJudgeFor, type KeptJudge } from "#publication/judge-kept.ts";
import type { PersonJudge } from "#publication/people-rules.ts";
import { toRemovals, type Removals } from "#publication/removals.ts";
import { listedSeries } from "#store/listed-series.ts";
import type { MediaUseRecord } from "#store/media-records.ts";
import type { RoomKey, RoomRecord } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";

/** What a file is wanted for by all that may be shown now. */
export type MediaWishes = {
  readonly wishes: ReadonlyMap<MediaUse, MediaWish["policy"]>;
  /** What the rooms' policies keep it from being shown as. */
  readonly refusals: Readonly<Partial<Record<MediaUse, MediaRefusal>>>;
  /** Rooms that wish for it. */
  readonly rooms: ReadonlySet<RoomKey>;
};

export type MediaJudge = {
  /** Rooms of which something may be shown, with the time before which it must be eligible. */
  readonly eligibleBeforeMs: ReadonlyMap<RoomKey, number>;
  readonly wishesFor: (mxc: MxcUri, uses: readonly MediaUseRecord[]) => MediaWishes;
};

type JudgedRoom = { readonly record: RoomRecord; readonly config: RoomConfig; readonly judge: KeptJudge };

/** Reads what decides over files: rooms as they were last judged, what the operator removed, and whom rules keep out. */
export async function readMediaJudge(
  store: StoreReader,
  config: Config,
  judgePerson: PersonJudge,
): Promise<MediaJudge> {
  const removals = toRemovals(await store.readRemovals());
  const rooms = new Map<RoomKey, JudgedRoom>();
  const series = listedSeries(config.rooms, await store.readRooms());
  for (const room of config.rooms) {
    for (const record of series.get(room.room) ?? []) {
      const judge = keptJudgeFor(record, room, { judgePerson, removals });
      if (judge.room.open && record.cutoffMs !== undefined) rooms.set(record.key, { record, config: room, judge });
    }
  }
  return {
    eligibleBeforeMs: new Map(
      [...rooms].map(([key, room]) => [key, publishableBeforeMs({ ...room.record, ...room.config })]),
    ),
    wishesFor: (mxc, uses) => wishesIn(rooms, removals, { mxc, uses }),
  };
}

function wishesIn(
  rooms: ReadonlyMap<RoomKey, JudgedRoom>,
  removals: Removals,
  { mxc, uses }: { readonly mxc: MxcUri; readonly uses: readonly MediaUseRecord[] },
): MediaWishes {
  const wishes = new Map<MediaUse, MediaWish["policy"]>();
  const refusals: Partial<Record<MediaUse, MediaRefusal>> = {};
  const wishing = new Set<RoomKey>();
  for (const use of uses) {
    const room = rooms.get(use.room);
    if (room === undefined || removals.media.has(mxc) || !mayBeShown(use, room)) continue;
    const policy = policyFor(use.use, room.config);
    if (policy === undefined) refusals[use.use] = "policy";
    else {
      if (wishes.get(use.use) !== "full") wishes.set(use.use, policy);
      wishing.add(use.room);
    }
  }
  for (const use of wishes.keys()) delete refusals[use];
  return { wishes, refusals, rooms: wishing };
}

function mayBeShown({ event, user, use, silent }: MediaUseRecord, { judge, record, config }: JudgedRoom): boolean {
  if (silent) return false;
  // A face is as good as a name.
  const isFace = use === "avatar" && (event !== undefined || user !== undefined);
  if (isFace && (record.hidesNames || config.names === "pseudonym")) return false;
  if (event !== undefined) return judge.verdict(event).show === "publish";
  return user === undefined || judge.mayShow(user);
}

/** Thumbnails are pictures; sound, films and other files have none. undefined: not copied. */
function policyFor(use: MediaUse, { media }: RoomConfig): MediaWish["policy"] | undefined {
  if (media === "none") return undefined;
  const isPicture = use !== "video" && use !== "audio" && use !== "file";
  return isPicture || media === "full" ? media : undefined;
}
