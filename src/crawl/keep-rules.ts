import { isJsonObject, stringOr } from "#lib/json.ts";
import type { EventId, UserId } from "#matrix/ids.ts";
import { othersIn } from "#matrix/people-in.ts";
import { parseRelation } from "#matrix/relations.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import { isOffRecord } from "#publication/judge-event.ts";
import type { PersonJudge } from "#publication/people-rules.ts";
import { isPrivateByNature } from "#publication/private-by-nature.ts";
import { withoutRelayFallback } from "#publication/relayed-author.ts";
import type { Reason } from "#publication/verdict.ts";
import type { RoomKey } from "#store/records.ts";
import type { StoreReader, StoreWriter } from "#store/store.ts";
import type { JudgedPage } from "./judge-page.ts";

/** What of a room's events is kept without its content, and whose marks count in it. */
export type KeepRules = {
  readonly judgePerson: PersonJudge;
  readonly offRecord: string | undefined;
  /** May this person take messages of others back, by the state in force? */
  readonly mayRedact: (userId: UserId) => boolean;
};

/**
 * Which events of a page come without their content, and why: people who opted out, what authors keep off the record, what is private
 * by nature. Such a row keeps id, place, type and sender, so that the order around it stays true and its content can come back
 * once the rule that took it is lifted. What policy lists hide keeps its content: lists are corrected.
 */
export async function readWithheld(
  tx: StoreReader & StoreWriter,
  room: RoomKey,
  page: JudgedPage,
  rules: KeepRules,
): Promise<ReadonlyMap<EventId, Reason>> {
  const events = page.events.map(({ event }) => event);
  const offRecord =
    rules.offRecord === undefined ? neverOffRecord : await readOffRecord(tx, room, events, rules.offRecord);
  return new Map(
    events.flatMap((event) => {
      const reason = reasonFor(event, rules) ?? (offRecord(event) ? ("off-record" as const) : undefined);
      return reason === undefined ? [] : [[event.eventId, reason] as const];
    }),
  );
}

function reasonFor(event: RoomEvent, { judgePerson }: KeepRules): Reason | undefined {
  if ([event.sender, ...othersIn(event)].some((person) => judgePerson(person) === "opted-out")) return "opted-out";
  return isPrivateByNature(event) ? "private-by-nature" : undefined;
}

const neverOffRecord = (): boolean => false;

/** A message is off the record by its own beginning, or because its author has put the mark there later. */
async function readOffRecord(
  tx: StoreReader & StoreWriter,
  room: RoomKey,
  events: readonly RoomEvent[],
  mark: string,
): Promise<(event: RoomEvent) => boolean> {
  await tx.writeOffRecordEdits(
    room,
    events.flatMap((event) => {
      const target = editedBy(event);
      return target !== undefined && isOffRecord(wordsOf(event), mark) ? [{ target, sender: event.sender }] : [];
    }),
  );
  const edits = await tx.readOffRecordEdits(room, [
    ...new Set(events.flatMap((event) => [event.eventId, editedBy(event) ?? event.eventId])),
  ]);
  const takenBack = new Set(edits.map(({ target, sender }) => `${target} ${sender}`));
  return (event) =>
    isOffRecord(wordsOf(event), mark) || takenBack.has(`${editedBy(event) ?? event.eventId} ${event.sender}`);
}

/** Messages of these authors that the archive has from another page, and that an edit on this one keeps off the record. */
export async function readOffRecordBefore(
  tx: StoreReader,
  room: RoomKey,
  page: JudgedPage,
  withheld: ReadonlyMap<EventId, Reason>,
): Promise<readonly EventId[]> {
  const edits = page.events.flatMap(({ event }) => {
    const target = withheld.get(event.eventId) === "off-record" ? editedBy(event) : undefined;
    return target === undefined || withheld.has(target) ? [] : [{ target, sender: event.sender }];
  });
  if (edits.length === 0) return [];
  const known = await tx.readKnown(
    room,
    edits.map(({ target }) => target),
  );
  const isOwn = ({ target, sender }: (typeof edits)[number]) => known.get(target)?.sender === sender;
  return edits.filter((edit) => isOwn(edit) && known.get(edit.target)?.erased === false).map(({ target }) => target);
}

function editedBy(event: RoomEvent): EventId | undefined {
  const relation = parseRelation(event);
  return relation?.kind === "replace" ? relation.target : undefined;
}

/** Of an edit the new words: before them its `body` has a sign for clients that know no edits. */
function wordsOf(event: RoomEvent): string | undefined {
  const { content } = withoutRelayFallback(event);
  const edited = content["m.new_content"];
  return stringOr((isJsonObject(edited) ? edited : content)["body"]);
}
