import type { Config, RoomConfig } from "#config/config.ts";
import { checkRoom, type CheckedRoom } from "#crawl/check-room.ts";
import { isPossibleTimestamp } from "#crawl/date-events.ts";
import { adviceFor } from "#crawl/room-advice.ts";
import { dayMs } from "#lib/calendar-day.ts";
import type { Homeserver, MessagesPage } from "#matrix/homeserver.ts";
import { parseRoomAlias, parseRoomId, type RoomId, type UserId } from "#matrix/ids.ts";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";
import { isOpen } from "#matrix/visibility-grant.ts";
import { findHistory, type FoundHistory } from "./plan-history.ts";
import { noticeFor } from "./plan-notice.ts";
import type { PlannedRoom } from "./plan-report.ts";
import { linksToSite, looksInternal } from "./plan-signs.ts";

export type RoomToPlan = {
  readonly config: Config;
  readonly room: RoomConfig;
  readonly homeserver: Homeserver;
  readonly readerId: UserId;
  readonly nowMs: number;
};

export type RoomPlan = {
  readonly room: RoomConfig;
  readonly planned: PlannedRoom;
  readonly roomId: RoomId | undefined;
  /** undefined: the server could not be asked. */
  readonly checked: CheckedRoom | undefined;
  /** undefined: the room would not be published. */
  readonly history: FoundHistory | undefined;
  /** Of late, judged by the newest page. */
  readonly messagesPerDay: number;
};

/** Events on the page that shows whether a room may be read and how busy it is. */
const pageLimit = 500;

/** What would become of one room. Throws `MatrixApiError` only when the token is refused: then every room would fail. */
export async function planRoom(question: RoomToPlan): Promise<RoomPlan> {
  const { room } = question;
  let checked: CheckedRoom;
  try {
    checked = await checkRoom({ ...question, knownRoomId: undefined, pageLimit });
  } catch (error) {
    if (!(error instanceof MatrixApiError) || error.kind === "unauthorized") throw error;
    const roomId = parseRoomId(room.room);
    return {
      room,
      planned: { ...unknownRoom(room), roomId, problem: error.message },
      roomId,
      checked: undefined,
      history: undefined,
      messagesPerDay: 0,
    };
  }
  const history = await historyOf(question, checked);
  return {
    room,
    planned: plannedRoom(question, checked, history),
    roomId: checked.roomId,
    checked,
    history,
    messagesPerDay: checked.page === undefined ? 0 : messagesPerDayOn(checked.page, question.nowMs),
  };
}

async function historyOf(
  { room, homeserver, nowMs }: RoomToPlan,
  { roomId, verdict, page }: CheckedRoom,
): Promise<FoundHistory | undefined> {
  if (!verdict.open || page === undefined) return undefined;
  const openedMs = verdict.because.originServerTs;
  return findHistory({ homeserver, roomId, newestPage: page, openedMs, since: room.since, nowMs });
}

function unknownRoom({ slug, room }: RoomConfig): PlannedRoom {
  return {
    slug,
    room,
    roomId: undefined,
    name: undefined,
    verdict: "unknown",
    reason: undefined,
    problem: undefined,
    historyVisibility: undefined,
    joinRule: undefined,
    joinedMembers: undefined,
    opened: undefined,
    bridges: [],
    looksInternal: false,
    linksToSite: false,
    history: undefined,
    stretches: [],
    notice: undefined,
  };
}

function plannedRoom(
  { config, room, nowMs }: RoomToPlan,
  { roomId, verdict, summary, now, objections }: CheckedRoom,
  history: FoundHistory | undefined,
): PlannedRoom {
  const state = now?.state;
  const [name, topic] = [state?.name ?? summary?.name, state?.topic ?? summary?.topic];
  const aliases = [parseRoomAlias(room.room), state?.canonicalAlias ?? summary?.canonicalAlias];
  const grant = now?.visibility;
  const isGrantDated = grant !== undefined && isOpen(grant) && isPossibleTimestamp(grant.originServerTs, nowMs);
  const reason = verdict.open ? undefined : verdict.because;
  return {
    ...unknownRoom(room),
    roomId,
    name,
    verdict: verdict.open ? "publish" : "withhold",
    reason,
    problem: reason && adviceFor(reason, objections),
    historyVisibility: grant?.visibility,
    joinRule: state?.joinRule ?? summary?.joinRule,
    joinedMembers: summary?.joinedMemberCount,
    opened: isGrantDated ? { by: grant.sender, at: new Date(grant.originServerTs).toISOString() } : undefined,
    bridges: (now?.bridges ?? []).map((bridge) => bridge.name),
    looksInternal: looksInternal({ name, topic, aliases: aliases.filter((alias) => alias !== undefined) }),
    linksToSite: linksToSite(topic, config.site.url),
    history: history?.kind === "found" ? { first: history.first, last: history.last } : undefined,
    notice: verdict.open ? noticeFor(config, room) : undefined,
  };
}

/** A page may hold an hour of a busy room or years of a quiet one. */
function messagesPerDayOn({ events }: MessagesPage, nowMs: number): number {
  const times = events.flatMap((parsed) =>
    parsed.kind === "event" && isPossibleTimestamp(parsed.event.originServerTs, nowMs)
      ? [parsed.event.originServerTs]
      : [],
  );
  const [newest, oldest] = [times[0] ?? 0, times.at(-1) ?? 0];
  const messages = events.filter((parsed) => parsed.kind === "event" && parsed.event.stateKey === undefined);
  return messages.length / Math.max(1, (newest - oldest) / dayMs);
}
