import { answerContext } from "./endpoints/context.ts";
import type { EndpointHandler } from "./endpoints/endpoint.ts";
import { answerEvent, answerRelations, answerTimestampToEvent } from "./endpoints/events.ts";
import { answerFrozenMedia, answerMedia, answerThumbnail } from "./endpoints/media.ts";
import { answerMessages } from "./endpoints/messages.ts";
import { answerDirectory, answerHierarchy, answerSummary } from "./endpoints/rooms.ts";
import { answerJoinedRooms, answerVersions, answerWellKnown, answerWhoami } from "./endpoints/server.ts";
import { answerMembers, answerState, answerStateEvent } from "./endpoints/state.ts";
import type { Endpoint } from "./faults.ts";

export type Route = {
  readonly endpoint: Endpoint;
  readonly needsToken: boolean;
  readonly handler: EndpointHandler;
};

/** Path with `:name` for a part that is read, with the version part named where an endpoint has a stable and an unstable name. */
const table: readonly (readonly [
  path: string,
  endpoint: Endpoint,
  access: "token" | "open",
  handler: EndpointHandler,
])[] = [
  ["/.well-known/matrix/client", "well-known", "open", answerWellKnown],
  ["/_matrix/client/versions", "versions", "open", answerVersions],
  ["/_matrix/client/v3/account/whoami", "whoami", "token", answerWhoami],
  ["/_matrix/client/v3/joined_rooms", "joined-rooms", "token", answerJoinedRooms],
  ["/_matrix/client/v3/directory/room/:alias", "directory", "open", answerDirectory],
  ["/_matrix/client/v1/room_summary/:room", "summary", "open", answerSummary],
  ["/_matrix/client/unstable/im.nheko.summary/rooms/:room/summary", "summary", "open", answerSummary],
  ["/_matrix/client/unstable/im.nheko.summary/summary/:room", "summary", "open", answerSummary],
  ["/_matrix/client/v1/rooms/:roomId/hierarchy", "hierarchy", "token", answerHierarchy],
  ["/_matrix/client/v3/rooms/:roomId/state", "state", "token", answerState],
  ["/_matrix/client/v3/rooms/:roomId/state/:type", "state", "token", answerStateEvent],
  ["/_matrix/client/v3/rooms/:roomId/state/:type/:stateKey", "state", "token", answerStateEvent],
  ["/_matrix/client/v3/rooms/:roomId/members", "members", "token", answerMembers],
  ["/_matrix/client/v3/rooms/:roomId/messages", "messages", "token", answerMessages],
  ["/_matrix/client/v3/rooms/:roomId/context/:eventId", "context", "token", answerContext],
  ["/_matrix/client/v3/rooms/:roomId/event/:eventId", "event", "token", answerEvent],
  ["/_matrix/client/v1/rooms/:roomId/relations/:eventId", "relations", "token", answerRelations],
  ["/_matrix/client/v1/rooms/:roomId/relations/:eventId/:relType", "relations", "token", answerRelations],
  ["/_matrix/client/v1/rooms/:roomId/relations/:eventId/:relType/:eventType", "relations", "token", answerRelations],
  ["/_matrix/client/v1/media/download/:serverName/:mediaId", "media", "token", answerMedia],
  ["/_matrix/client/v1/media/download/:serverName/:mediaId/:fileName", "media", "token", answerMedia],
  ["/_matrix/media/v3/download/:serverName/:mediaId", "media", "open", answerFrozenMedia],
  ["/_matrix/client/v1/media/thumbnail/:serverName/:mediaId", "media", "token", answerThumbnail],
  ["/_matrix/client/:version/rooms/:roomId/timestamp_to_event", "timestamp-to-event", "token", answerTimestampToEvent],
  [
    "/_matrix/client/unstable/:version/rooms/:roomId/timestamp_to_event",
    "timestamp-to-event",
    "token",
    answerTimestampToEvent,
  ],
];

const routes = table.map(([path, endpoint, access, handler]) => ({
  parts: path.split("/"),
  route: { endpoint, needsToken: access === "token", handler } satisfies Route,
}));

/** The route of a path with its named parts, decoded; undefined for a path that the server does not know. */
export function routeFor(
  path: string,
): { readonly route: Route; readonly params: Readonly<Record<string, string>> } | undefined {
  const given = path.split("/");
  for (const { parts, route } of routes) {
    if (parts.length !== given.length) continue;
    if (!parts.every((part, index) => part.startsWith(":") || part === given[index])) continue;
    const named = parts.flatMap((part, index) =>
      part.startsWith(":") ? [[part.slice(1), decodeURIComponent(given[index] ?? "")] as const] : [],
    );
    return { route, params: Object.fromEntries(named) };
  }
  return undefined;
}
