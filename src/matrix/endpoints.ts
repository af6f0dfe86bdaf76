/**
 * The one table of the endpoints Daybook reads, stable name first, then the unstable ones that older servers know. `{…}` are filled
 * with percent-encoded values.
 */
export const endpoints = {
  whoami: ["/_matrix/client/v3/account/whoami"],
  roomAlias: ["/_matrix/client/v3/directory/room/{alias}"],
  /** MSC3266, v1.15. */
  roomSummary: [
    "/_matrix/client/v1/room_summary/{room}",
    "/_matrix/client/unstable/im.nheko.summary/summary/{room}",
    "/_matrix/client/unstable/im.nheko.summary/rooms/{room}/summary",
  ],
  state: ["/_matrix/client/v3/rooms/{room}/state"],
  stateContent: ["/_matrix/client/v3/rooms/{room}/state/{type}/{stateKey}"],
  messages: ["/_matrix/client/v3/rooms/{room}/messages"],
  context: ["/_matrix/client/v3/rooms/{room}/context/{event}"],
  event: ["/_matrix/client/v3/rooms/{room}/event/{event}"],
  /** MSC3030, v1.6. */
  timestampToEvent: [
    "/_matrix/client/v1/rooms/{room}/timestamp_to_event",
    "/_matrix/client/unstable/org.matrix.msc3030/rooms/{room}/timestamp_to_event",
  ],
  /** MSC2946, v1.2. */
  hierarchy: [
    "/_matrix/client/v1/rooms/{room}/hierarchy",
    "/_matrix/client/unstable/org.matrix.msc2946/rooms/{room}/hierarchy",
  ],
  /** Authenticated, v1.11; the older name is frozen: what was uploaded since is not there. */
  media: ["/_matrix/client/v1/media/download/{server}/{media}", "/_matrix/media/v3/download/{server}/{media}"],
} as const satisfies Record<string, readonly string[]>;

export type Endpoint = keyof typeof endpoints;

/** Fills a path of the table: `fillPath("/rooms/{room}", { room: "!a:b" })` → `/rooms/!a%3Ab`. */
export function fillPath(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
}
