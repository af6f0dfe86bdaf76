import { parseUserId, type UserId } from "#matrix/ids.ts";

/** No server can have this name (RFC 2606). */
const server = "pseudonym.invalid";

/** The id that stands for someone whose name is hidden, made of the alias alone. `alias` is words with spaces between them. */
export function pseudonymIdFor(alias: string): UserId {
  const id = parseUserId(`@${alias}:${server}`);
  if (id === undefined) throw new Error(`No alias: ${JSON.stringify(alias)}`);
  return id;
}

/** The alias behind such an id; undefined: it is somebody's own. */
export function aliasIn(userId: string): string | undefined {
  return userId.endsWith(`:${server}`) ? userId.slice(1, -server.length - 1) : undefined;
}
