import type { EndpointRequest } from "./endpoint.ts";

/** `GET /.well-known/matrix/client`. */
export function answerWellKnown({ world }: EndpointRequest): string {
  return JSON.stringify({ "m.homeserver": { base_url: world.baseUrl() } });
}

/** `GET /versions`: as new as the endpoints that are served. */
export function answerVersions(): string {
  const versions = Array.from({ length: 15 }, (_, index) => `v1.${index + 1}`);
  return JSON.stringify({ versions, unstable_features: { "org.matrix.msc3030": true } });
}

/** `GET /v3/account/whoami`: proves the token. */
export function answerWhoami({ world }: EndpointRequest): string {
  return JSON.stringify({ user_id: world.readerId, is_guest: false, device_id: "READER" });
}

/** `GET /v3/joined_rooms`: none, the reader never joins; and nothing here could make it join. */
export function answerJoinedRooms(): string {
  return JSON.stringify({ joined_rooms: [] });
}
