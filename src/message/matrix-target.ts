import {
  parseEventId,
  parseRoomAlias,
  parseRoomId,
  parseUserId,
  type EventId,
  type RoomAlias,
  type RoomId,
  type UserId,
} from "#matrix/ids.ts";

/** What a matrix.to link or a `matrix:` URI names (spec: appendices, "URIs"). */
export type MatrixTarget = UserTarget | PlaceTarget;
export type UserTarget = { readonly kind: "user"; readonly userId: UserId };
/** The targets that may have a page in an archive. */
export type PlaceTarget =
  | { readonly kind: "room"; readonly room: RoomId | RoomAlias }
  | { readonly kind: "event"; readonly room: RoomId | RoomAlias; readonly eventId: EventId };

/** undefined: any other address, or a malformed one. Both encodings of matrix.to links are read. */
export function parseMatrixTarget(href: string): MatrixTarget | undefined {
  const url = URL.parse(href);
  if (url === null) return undefined;
  if (url.protocol === "matrix:") return targetOf(idsOfUri(url.pathname));
  const isMatrixTo = /^(?:www\.)?matrix\.to$/.test(url.hostname) && url.hash.startsWith("#/");
  return isMatrixTo ? targetOf(idsOfFragment(url.hash.slice(2))) : undefined;
}

/** The address of a target for readers whose archive does not hold it. */
export function matrixToHref(target: PlaceTarget): string {
  const room = encodeURIComponent(target.room);
  return `https://matrix.to/#/${target.kind === "room" ? room : `${room}/${encodeURIComponent(target.eventId)}`}`;
}

/** First id, then the event's. Ids of events may hold a slash themselves (room version 3). */
function idsOfFragment(fragment: string): readonly (string | undefined)[] {
  const [first = "", ...others] = (fragment.split("?", 1)[0] ?? "").split("/");
  return [decode(first), others.length === 0 ? "" : decode(others.join("/"))];
}

const sigilOfKind: ReadonlyMap<string, string> = new Map([
  ["u", "@"],
  ["user", "@"],
  ["r", "#"],
  ["room", "#"],
  ["roomid", "!"],
]);

/** `matrix:roomid/abc:example.org/e/def` → `!abc:example.org`, `$def`. */
function idsOfUri(path: string): readonly (string | undefined)[] {
  const [kind = "", id = "", inner, ...event] = path.split("/");
  const sigil = sigilOfKind.get(kind);
  if (sigil === undefined) return [undefined];
  const eventId = inner === "e" || inner === "event" ? `$${event.join("/")}` : inner === undefined ? "" : undefined;
  return [decode(sigil + id), eventId === undefined ? undefined : decode(eventId)];
}

function targetOf([first, second]: readonly (string | undefined)[]): MatrixTarget | undefined {
  const userId = parseUserId(first);
  if (userId !== undefined) return { kind: "user", userId };
  const room = parseRoomId(first) ?? parseRoomAlias(first);
  if (room === undefined || second === undefined) return undefined;
  if (second === "") return { kind: "room", room };
  const eventId = parseEventId(second);
  return eventId && { kind: "event", room, eventId };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
