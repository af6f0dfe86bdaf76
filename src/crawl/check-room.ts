import type { Config, RoomConfig } from "#config/config.ts";
import type { Homeserver, MessagesPage, RoomSummary } from "#matrix/homeserver.ts";
import { parseRoomAlias, parseRoomId, type RoomId, type UserId } from "#matrix/ids.ts";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import { bridgeRulesFor, objectionsTo, worstOf, type BridgeObjection } from "#publication/judge-bridges.ts";
import { judgeRoom } from "#publication/judge-room.ts";
import type { Reason, RoomVerdict } from "#publication/verdict.ts";
import { toRoomNow, type RoomNow } from "./room-state.ts";
import { fetchPage } from "./fetch-page.ts";

/** What a room is and whether it may be read, learnt before anything of it is kept. */
export type CheckedRoom = {
  readonly roomId: RoomId;
  readonly verdict: RoomVerdict;
  /** What the server tells about a room that was not known before; undefined: nothing, or it was known. */
  readonly summary: RoomSummary | undefined;
  /** undefined: the room was closed before its state could be read. */
  readonly now: RoomNow | undefined;
  /** What each bridge found lacks. */
  readonly objections: readonly BridgeObjection[];
  /** The newest page, which proved that the room may be read. */
  readonly page: MessagesPage | undefined;
};

export type RoomToCheck = {
  readonly config: Config;
  readonly room: RoomConfig;
  readonly homeserver: Homeserver;
  readonly readerId: UserId;
  /** From an earlier run: saves asking the directory and the summary again. */
  readonly knownRoomId: RoomId | undefined;
  readonly pageLimit: number;
};

/**
 * Permission first: who is the room, is the reader an outsider, may it be read now. For a known room these are three requests:
 * own membership, the newest page (which a closed room refuses) and the state after its newest event.
 * Throws `MatrixApiError` where nothing could be learnt, and for a room that the server does not know.
 */
export async function checkRoom({
  config,
  room,
  homeserver,
  readerId,
  knownRoomId,
  pageLimit,
}: RoomToCheck): Promise<CheckedRoom> {
  const roomId = knownRoomId ?? (await resolveRoom(room, homeserver));
  const summary = knownRoomId === undefined ? await homeserver.fetchRoomSummary(roomId, { via: room.via }) : undefined;
  const refused = (because: Reason): CheckedRoom => ({
    roomId,
    verdict: { open: false, because },
    summary,
    now: undefined,
    objections: [],
    page: undefined,
  });
  const refusal = summary && refusalFrom(summary);
  if (refusal !== undefined) return refused(refusal);
  const readerMembership = await readerMembershipIn(roomId, homeserver, readerId);
  if (readerMembership !== null && readerMembership !== "closed")
    return refused(readerMembership === "ban" ? "refused-by-room" : "reader-is-member");
  // A room that closed is asked twice before it counts as closed: everything of it will leave the site.
  const page = await askTwice(() => fetchPage({ homeserver, roomId, pageLimit }, undefined));
  if (page === undefined) return refused("closed-now");
  const now = toRoomNow(await fetchStateNow(homeserver, roomId, page), config.site.url);
  const objections = objectionsTo(now.bridges, bridgeRulesFor(room, now.state));
  const verdict = judgeRoom({
    listed: true,
    ...now,
    bridgeObjection: worstOf(objections),
    readerMembership: page.readAsMember ? "join" : readerMembership === "closed" ? undefined : null,
  });
  return { roomId, verdict, summary, now, objections, page };
}

async function resolveRoom(room: RoomConfig, homeserver: Homeserver): Promise<RoomId> {
  const roomId = parseRoomId(room.room);
  if (roomId !== undefined) return roomId;
  const alias = parseRoomAlias(room.room);
  const found = alias && (await homeserver.fetchRoomIdForAlias(alias));
  if (found !== undefined) return found.roomId;
  throw new MatrixApiError(
    `No room is known under ${room.room}. The alias is misspelt, was removed, or belongs to a server that cannot be reached. Check it in a client, or give the room id instead.`,
    { kind: "not-found" },
  );
}

/** What a summary alone is enough to refuse. An open one is not believed: the state decides. */
function refusalFrom(summary: RoomSummary): Reason | undefined {
  if (!summary.worldReadable) return "closed-now";
  if (summary.encryption !== undefined) return "encrypted";
  if (summary.roomType !== undefined) return "not-a-chat";
  return undefined;
}

/**
 * The reading account's own membership of one room. null: none, as it must be: an account that left still sees what outsiders may
 * not. "closed": the room does not let us ask.
 */
async function readerMembershipIn(roomId: RoomId, homeserver: Homeserver, readerId: UserId): Promise<string | null> {
  try {
    const content = await homeserver.fetchStateContent(roomId, "m.room.member", readerId);
    if (content === undefined) return null;
    return typeof content["membership"] === "string" ? content["membership"] : "unknown";
  } catch (error) {
    if (error instanceof MatrixApiError && error.kind === "forbidden") return "closed";
    throw error;
  }
}

async function askTwice<T>(ask: () => Promise<T>): Promise<T | undefined> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof MatrixApiError && error.isDefinite)) throw error;
    }
  }
  return undefined;
}

/** State after the newest readable event is the state now: a room that closed since would have refused the page. */
async function fetchStateNow(
  homeserver: Homeserver,
  roomId: RoomId,
  page: MessagesPage,
): Promise<readonly RoomEvent[]> {
  const newest = page.events.find((parsed) => parsed.kind === "event");
  const context = newest && (await homeserver.fetchContext(roomId, newest.event.eventId));
  if (context !== undefined) return context.state;
  const state = await homeserver.fetchState(roomId);
  return state.flatMap((parsed) => (parsed.kind === "event" ? [parsed.event] : []));
}
