import type { EventId, RoomAlias, RoomId } from "#matrix/ids.ts";

/** More servers than three make a link no surer (spec: appendices, "Routing"). */
const viaLimit = 3;

type MatrixRoom = {
  readonly roomId: RoomId;
  readonly alias: RoomAlias | undefined;
  readonly via: readonly string[];
};

/** A link that opens the room in a client of the reader's choice (spec: appendices, "matrix.to navigation"). */
export function matrixToRoom(room: MatrixRoom): string {
  // An alias finds its own servers; an id needs some named beside it.
  return room.alias === undefined
    ? `https://matrix.to/#/${encodeId(room.roomId)}${viaQuery(room.via)}`
    : `https://matrix.to/#/${encodeId(room.alias)}`;
}

/** Where the id of an event is to be put into a link, once it is known. */
export const eventPlace = "{event}";

/** The same for its room, on a page with messages of several. */
export const roomPlace = "{room}";

/** The room of an event, as a link names it. */
export type EventRoom = { readonly roomId: RoomId | typeof roomPlace; readonly via: readonly string[] };

/** A link that opens one event in a client. Always by room id: an alias may lead elsewhere one day. */
export function matrixToEvent(room: EventRoom, eventId: EventId | typeof eventPlace): string {
  return `https://matrix.to/#/${encodeId(room.roomId)}/${encodeId(eventId)}${viaQuery(room.via)}`;
}

function encodeId(id: string): string {
  return encodeURIComponent(id).replaceAll("%3A", ":").replaceAll("%24", "$");
}

function viaQuery(via: readonly string[]): string {
  const servers = via.slice(0, viaLimit).map((server) => `via=${encodeURIComponent(server)}`);
  return servers.length === 0 ? "" : `?${servers.join("&")}`;
}
