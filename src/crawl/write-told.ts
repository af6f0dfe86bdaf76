import { stringOr } from "#lib/json.ts";
import { parseUserId, type EventId } from "#matrix/ids.ts";
import { parsePollEnd, parseVisibilityMark } from "#matrix/relations.ts";
import type { KnownEvent, RoomKey } from "#store/records.ts";
import type { StoreWriter } from "#store/store.ts";
import type { JudgedPage } from "./judge-page.ts";
import type { KeepRules } from "./keep-rules.ts";

type Told = { readonly known: ReadonlyMap<EventId, KnownEvent>; readonly keep: KeepRules };

/**
 * Keeps what new events tell beside their content: the marks of moderators and the polls that they ended, which stand even when the
 * moderator's own words go, and names of people who are kept out, to take them out of what others say.
 */
export async function writeTold(
  tx: StoreWriter,
  room: RoomKey,
  page: JudgedPage,
  { known, keep }: Told,
): Promise<void> {
  const fresh = page.events.flatMap(({ event, grant }) =>
    grant === undefined || known.has(event.eventId) ? [] : [event],
  );
  const marks = fresh.flatMap((event) => {
    const mark = parseVisibilityMark(event);
    return mark === undefined || !keep.mayRedact(event.sender) ? [] : [{ ...mark, mark: event.eventId }];
  });
  await tx.writeVisibilityMarks(room, marks);
  const ends = fresh.filter((event) => parsePollEnd(event) !== undefined && keep.mayRedact(event.sender));
  await tx.writeModeratorEnds(
    room,
    ends.map(({ eventId }) => eventId),
  );
  const names = fresh.flatMap(({ type, stateKey, content }) => {
    const user = type === "m.room.member" ? parseUserId(stateKey) : undefined;
    const name = content["membership"] === "join" ? stringOr(content["displayname"]) : undefined;
    return user === undefined || name === undefined || keep.judgePerson(user) === undefined ? [] : [{ user, name }];
  });
  await tx.writeWithheldNames(names);
}
