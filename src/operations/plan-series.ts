import type { Config } from "#config/config.ts";
import { askForPredecessor } from "#crawl/ask-for-predecessor.ts";
import { successorEntry } from "#crawl/crawl-series.ts";
import { objectionText } from "#crawl/upgrade-advice.ts";
import type { Homeserver } from "#matrix/homeserver.ts";
import type { RoomId, UserId } from "#matrix/ids.ts";
import { upgradeObjection } from "#publication/judge-upgrade.ts";
import type { StoreReader } from "#store/store.ts";
import { planRoom, type RoomPlan } from "./plan-room.ts";

export type SeriesToPlan = {
  readonly config: Config;
  readonly homeserver: Homeserver;
  readonly readerId: UserId;
  readonly nowMs: number;
  /** Of the listed room. */
  readonly plan: RoomPlan;
  /** Rooms with an entry of their own, which are not followed. */
  readonly apart: ReadonlySet<RoomId>;
  /** Knows what was confirmed before. undefined: nothing. */
  readonly store: StoreReader | undefined;
};

export type PlannedSeries = {
  /** The listed room, and those that would count as listed with it. */
  readonly plans: readonly [RoomPlan, ...RoomPlan[]];
  /** Links between rooms that would not be followed. */
  readonly warnings: readonly string[];
};

type Successor = { readonly roomId: RoomId; readonly via: string | undefined };

/** What would become of the rooms that a listed one was upgraded to. Asks as a crawl does, and writes nothing. */
export async function planSeries(question: SeriesToPlan): Promise<PlannedSeries> {
  const { plan, config, homeserver, readerId, nowMs } = question;
  const plans: [RoomPlan, ...RoomPlan[]] = [plan];
  const warnings: string[] = [];
  for (let current = plan; plan.room.follow;) {
    const next = await successorOf(question, plans, current, warnings);
    if (next === undefined) break;
    const room = successorEntry(plan.room, next);
    const found = await planRoom({ config, room, homeserver, readerId, nowMs });
    const before = current.roomId;
    current = before === undefined ? found : { ...found, planned: { ...found.planned, upgradedFrom: before } };
    plans.push(current);
  }
  return { plans, warnings };
}

async function successorOf(
  { plan, homeserver, apart, store }: SeriesToPlan,
  plans: readonly RoomPlan[],
  { roomId, checked }: RoomPlan,
  warnings: string[],
): Promise<Successor | undefined> {
  if (roomId === undefined || checked === undefined) return undefined;
  if (!checked.verdict.open) return store && standingSuccessor(store, roomId, apart);
  const successor = checked.now?.state.successor;
  if (successor === undefined) return undefined;
  const [first = roomId, ...others] = plans.flatMap((one) => one.roomId ?? []);
  const leadsBack = [first, ...others].includes(successor.roomId);
  if (!leadsBack && apart.has(successor.roomId)) return undefined;
  const predecessorOfSuccessor = leadsBack ? undefined : await askForPredecessor(homeserver, successor.roomId);
  // A room that closed after it had confirmed the upgrade stays in the series; what becomes of it is for its own verdict.
  if (predecessorOfSuccessor === "unreadable") {
    const standing = store && (await standingSuccessor(store, roomId, apart));
    if (standing?.roomId === successor.roomId) return successor;
  }
  const facts = { series: [first, ...others] as const, successor: successor.roomId, predecessorOfSuccessor };
  const objection = upgradeObjection(facts);
  if (objection === undefined) return successor;
  warnings.push(`${plan.room.slug}: ${objectionText(objection, roomId, successor.roomId)}`);
  return undefined;
}

async function standingSuccessor(
  store: StoreReader,
  roomId: RoomId,
  apart: ReadonlySet<RoomId>,
): Promise<Successor | undefined> {
  const records = await store.readRooms();
  const record = records.find((one) => one.roomId === roomId);
  const next = record && records.find(({ follows }) => follows === record.key);
  return next === undefined || apart.has(next.roomId) ? undefined : { roomId: next.roomId, via: undefined };
}
