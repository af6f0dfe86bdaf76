import type { Log } from "#lib/progress.ts";
import { clientServerApi } from "./client-server-api.ts";
import { discoverHomeserver, parseBaseUrl } from "./discover-homeserver.ts";
import type { Homeserver } from "./homeserver.ts";
import { isLoopback } from "./loopback.ts";
import { MatrixApiError } from "./matrix-api-error.ts";
import { loopbackPace, publicPace, type Pace } from "./pace.ts";
import { openRequester } from "./requester.ts";

export type HomeserverOptions = {
  /** Base address; or `name` instead, for well-known discovery. */
  readonly url?: string | undefined;
  readonly name?: string | undefined;
  /** Access token of the reading account. It is in no message, log line or error. */
  readonly token: string;
  /** Whom a server's operator may write to: `mailto:` or `https:`. */
  readonly contact: string;
  /** Daybook's version, for the User-Agent. */
  readonly version: string;
  /** Requests on the way at the same time. Default 1. */
  readonly parallel?: number;
  readonly log: Log;
  /** Ends requests and waits at once; they then throw its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Default: about two requests a second; no pause on loopback. */
  readonly pace?: Partial<Pace>;
  readonly now?: () => number;
  readonly random?: () => number;
};

/**
 * A homeserver to read from. Nothing is asked yet but the well-known file, where a name was given: `fetchWhoami` tells whether
 * address and token are right. Throws `MatrixApiError` for an address or token that cannot be one.
 */
export async function openHomeserver({
  url,
  name,
  token,
  contact,
  version,
  parallel = 1,
  log,
  signal,
  pace,
  now = Date.now,
  random = Math.random,
}: HomeserverOptions): Promise<Homeserver> {
  assertToken(token);
  const userAgent = userAgentFor(version, contact);
  const timeoutMs = pace?.timeoutMs ?? publicPace.timeoutMs;
  const baseUrl =
    url === undefined ? await discoverHomeserver(name ?? "", { userAgent, timeoutMs, signal }) : parseBaseUrl(url);
  const ownPace = isLoopback(new URL(baseUrl).hostname) ? loopbackPace : publicPace;
  const requester = openRequester({
    baseUrl,
    token,
    userAgent,
    log,
    pace: { ...ownPace, parallel, ...pace },
    signal,
    now,
    random,
  });
  return clientServerApi(requester);
}

/** Says who asks and where to complain; header values are ASCII without line breaks. */
export function userAgentFor(version: string, contact: string): string {
  const reachable = contact.toWellFormed().replaceAll(/[^\x21-\x7E]+/g, encodeURIComponent);
  return `Daybook/${version} (+${reachable})`;
}

/** A header with such a token could not be sent, and the system's error for it would quote the token. */
function assertToken(token: string): void {
  if (/^[\x21-\x7E]+$/.test(token)) return;
  const problem = token === "" ? "is empty" : "holds a space, a line break or a character that no token has";
  throw new MatrixApiError(`The access token of the reading account ${problem}. Store the token alone, on one line.`, {
    kind: "unauthorized",
  });
}
