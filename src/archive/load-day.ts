import type { RoomConfig } from "#config/config.ts";
import type { CalendarDay } from "#lib/calendar-day.ts";
import { parseUserId, type EventId, type UserId } from "#matrix/ids.ts";
import { parsePollEnd, parseRelation, relationsOf } from "#matrix/relations.ts";
import { relayedAvatar, relayedName } from "#publication/relayed-author.ts";
import type { Reason } from "#publication/verdict.ts";
import type { RoomKey, StoredEvent } from "#store/records.ts";
import type { MemberName, StoreReader } from "#store/store.ts";
import { threadReplies } from "#timeline/thread-replies.ts";
import type { FoldInput, PlacedEvent, ThreadSummary } from "#timeline/timeline.ts";
import type { Judge } from "./judge-stored.ts";

/** A day with all it draws from, judged, and the stored rows behind it. */
export type LoadedDay = {
  readonly input: FoldInput;
  readonly drawn: readonly StoredEvent[];
  /** Parts given at an earlier publication; undefined: none yet. */
  readonly storedParts: ReadonlyMap<EventId, number | undefined>;
};

export type DaySource = {
  readonly room: RoomKey;
  readonly judge: Judge;
  readonly membership: RoomConfig["membership"];
};

/**
 * Reads everything one day shows: its events, what relates to them from other days, what they answer, and the names in force.
 * Nothing in the result is there without a verdict.
 */
export async function loadDay(store: StoreReader, from: DaySource, day: CalendarDay): Promise<LoadedDay> {
  return loadEvents(store, from, await store.readDay(from.room, day));
}

/** The same for some events of a room, of whatever days, in the order of their places. */
export async function loadEvents(
  store: StoreReader,
  from: DaySource,
  stored: readonly StoredEvent[],
): Promise<LoadedDay> {
  const { room, judge, membership } = from;
  const events = stored.flatMap((one) => judge.place(one) ?? []);
  const ids = events.map(({ event }) => event.eventId);
  const own = new Set(ids);
  const targetIds = [...new Set(events.flatMap(({ event }) => answeredBy(event)))].filter((id) => !own.has(id));
  const targets = await readWithEdited(store, room, targetIds, own);
  const readIds = [...ids, ...targets.map(({ event }) => event.eventId)];
  const related = await store.readRelated(room, readIds, ["replace", "annotation", "reference"]);
  const replies = await store.readRelated(room, ids, ["thread"]);
  const placed = (some: readonly StoredEvent[]) => some.flatMap((one) => judge.place(one) ?? []);
  const keptOff = editedTargets(related, [...stored, ...targets], judge, "off-record");
  const isKept = ({ event }: { readonly event: StoredEvent["event"] }) => !keptOff.has(event.eventId);
  const placedTargets = [...events, ...placed(targets)].filter(isKept);
  const placedReplies = placed(replies);
  const membersBefore = membership === "fold" ? await readMembersBefore(store, from, events) : undefined;

  return {
    input: {
      events: events.filter(isKept),
      related: placed(related),
      targets: new Map(placedTargets.map((one) => [one.event.eventId, one])),
      editsWaiting: editedTargets(related, [...stored, ...targets], judge, "too-young"),
      threads: threadsOf(placedReplies),
      moderatorEnds: await store.readModeratorEnds(room, pollEndsAmong(related)),
      ...(await peopleFor(store, room, [...placedTargets, ...placedReplies])),
      ...(membersBefore === undefined ? {} : { members: membersBefore }),
    },
    storedParts: new Map(stored.map(({ event, part }) => [event.eventId, part])),
    drawn: [...stored, ...targets, ...related].filter((one) => isKept(one) && judge.verdict(one).show !== "nothing"),
  };
}

function pollEndsAmong(related: readonly StoredEvent[]): readonly EventId[] {
  return related.flatMap(({ event }) => (parsePollEnd(event) === undefined ? [] : [event.eventId]));
}

/** What the day's member events are compared with: only what may be shown itself. */
async function readMembersBefore(
  store: StoreReader,
  { room, judge }: DaySource,
  events: readonly PlacedEvent[],
): Promise<ReadonlyMap<EventId, PlacedEvent>> {
  const members = events.filter(({ event }) => event.type === "m.room.member" && event.stateKey !== undefined);
  const before = await store.readMembersBefore(
    room,
    members.map(({ event }) => event.eventId),
  );
  return new Map(
    [...before].flatMap(([eventId, stored]) => {
      const placed = judge.place(stored);
      return placed === undefined ? [] : [[eventId, placed] as const];
    }),
  );
}

function answeredBy(event: StoredEvent["event"]): readonly EventId[] {
  return relationsOf(event)
    .filter(({ kind }) => kind === "reply" || kind === "thread")
    .map(({ target }) => target);
}

/** These events, and the messages that edits among them stand for: some clients answer an edit. */
async function readWithEdited(
  store: StoreReader,
  room: RoomKey,
  eventIds: readonly EventId[],
  own: ReadonlySet<EventId>,
): Promise<readonly StoredEvent[]> {
  const named = await store.readEvents(room, eventIds);
  const read = new Set([...own, ...named.map(({ event }) => event.eventId)]);
  const edited = named.flatMap(({ event }) => {
    const relation = parseRelation(event);
    return relation?.kind === "replace" && !read.has(relation.target) ? [relation.target] : [];
  });
  return edited.length === 0 ? named : [...named, ...(await store.readEvents(room, [...new Set(edited)]))];
}

/**
 * Messages with an edit of their author's that is withheld for this reason. One that must wait takes the old wording away at once; one
 * that is off the record takes the message with it.
 */
function editedTargets(
  related: readonly StoredEvent[],
  targets: readonly StoredEvent[],
  judge: Judge,
  because: Reason,
): ReadonlySet<EventId> {
  const senders = new Map(targets.map(({ event }) => [event.eventId, event.sender]));
  return new Set(
    related.flatMap((one) => {
      const relation = parseRelation(one.event);
      const verdict = judge.verdict(one);
      const isSuch = verdict.show === "nothing" && verdict.because === because;
      const isEdit = relation?.kind === "replace" && senders.get(relation.target) === one.event.sender;
      return isSuch && isEdit && relation !== undefined ? [relation.target] : [];
    }),
  );
}

function threadsOf(replies: readonly PlacedEvent[]): ReadonlyMap<EventId, ThreadSummary> {
  return new Map(
    [...threadReplies(replies)].map(([root, ofRoot]) => [
      root,
      { replyCount: ofRoot.length, lastReply: ofRoot.at(-1) },
    ]),
  );
}

type People = Required<Pick<FoldInput, "nameAt" | "avatarAt">>;

async function peopleFor(store: StoreReader, room: RoomKey, events: readonly PlacedEvent[]): Promise<People> {
  const users = [...new Set(events.flatMap(({ event }) => [event.sender, ...membersNamedBy(event)]))];
  const newest = events.reduce((highest, { position }) => Math.max(highest, position), Number.MIN_SAFE_INTEGER);
  const names = Map.groupBy(await store.readMemberNames(room, users, newest), ({ userId }) => userId);
  // Whoever speaks through a bridge is called by the name that it gives, for this one message.
  const relayed = new Map(events.map(({ event, position }) => [position, relayedName(event)]));
  const relayedFaces = new Map(events.map(({ event, position }) => [position, relayedAvatar(event)]));
  return {
    nameAt: (userId, position) => relayed.get(position) ?? inForce(names.get(userId), position)?.displayName,
    avatarAt: (userId, position) =>
      relayed.get(position) === undefined ? inForce(names.get(userId), position)?.avatar : relayedFaces.get(position),
  };
}

/** Whose membership it sets, beside the sender's own. */
function membersNamedBy({ type, sender, stateKey }: StoredEvent["event"]): readonly UserId[] {
  const user = type === "m.room.member" && stateKey !== sender ? parseUserId(stateKey) : undefined;
  return user === undefined ? [] : [user];
}

/** Names come oldest first; the current one of somebody without a public member event holds from the beginning. */
function inForce(names: readonly MemberName[] | undefined, position: number): MemberName | undefined {
  return names?.findLast((name) => name.position < position);
}
