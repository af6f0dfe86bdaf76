import { isJsonObject } from "#lib/json.ts";
import { boundedFetch, TransportError } from "./bounded-fetch.ts";
import { isLoopback } from "./loopback.ts";
import { MatrixApiError } from "./matrix-api-error.ts";

/** A base address without trailing slash. Throws unless it is `https://`, or `http://` on loopback, without password or query. */
export function parseBaseUrl(address: string): string {
  const url = URL.parse(address);
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname));
  if (url === null || !isSafe || url.username !== "" || url.search !== "" || url.hash !== "") {
    throw new MatrixApiError(
      `"${address}" is no address for a homeserver: it must begin with https:// (http:// for loopback only) and hold no password, ? or #.`,
      { kind: "bad-request" },
    );
  }
  return url.origin + url.pathname.replace(/\/+$/, "");
}

/**
 * The base address for a server name (spec: "Server discovery"): `/.well-known/matrix/client`, else the name itself, as for servers
 * that run on their own domain. Throws `MatrixApiError` when the file is there and says nothing usable, or the host is not.
 */
export async function discoverHomeserver(
  name: string,
  { userAgent, timeoutMs, signal }: { userAgent: string; timeoutMs: number; signal?: AbortSignal | undefined },
): Promise<string> {
  const origin = URL.parse(`https://${name}`);
  if (origin === null || origin.host !== name.toLowerCase().replace(/:443$/, "")) {
    throw new MatrixApiError(
      `"${name}" is no server name: it is the part after the colon of an alias, such as example.org.`,
      {
        kind: "bad-request",
      },
    );
  }
  const own = parseBaseUrl(isLoopback(origin.hostname) ? `http://${name}` : `https://${name}`);
  const json = await fetchWellKnown(own, { userAgent, timeoutMs, signal });
  if (json === undefined) return own;
  const section = isJsonObject(json) ? json["m.homeserver"] : undefined;
  const baseUrl = isJsonObject(section) ? section["base_url"] : undefined;
  if (typeof baseUrl !== "string") {
    throw new MatrixApiError(
      `${own}/.well-known/matrix/client names no m.homeserver.base_url. Give the homeserver's address instead of its name.`,
      { kind: "not-matrix" },
    );
  }
  return parseBaseUrl(baseUrl);
}

const wellKnownBytes = 51_200;

/** undefined: there is no such file. It needs no token, so it may lie behind a redirect. */
async function fetchWellKnown(
  own: string,
  { userAgent, timeoutMs, signal }: { userAgent: string; timeoutMs: number; signal: AbortSignal | undefined },
): Promise<unknown> {
  const address = new URL(`${own}/.well-known/matrix/client`);
  const init = { headers: { "User-Agent": userAgent, Accept: "application/json" }, ...(signal ? { signal } : {}) };
  try {
    const response = await boundedFetch(address, init, { timeoutMs, limitBytes: wellKnownBytes, anyOrigin: true });
    if (response.status === 404) return undefined;
    if (response.ok) return (await response.json()) as unknown;
    throw new Error(`status ${response.status}`);
  } catch (error) {
    signal?.throwIfAborted();
    const isUnreachable = error instanceof TransportError && ["unreachable", "timeout"].includes(error.failure.kind);
    const reason =
      error instanceof TransportError && error.failure.kind === "unreachable" ? error.failure.detail : String(error);
    throw new MatrixApiError(
      `Could not learn the homeserver's address from ${address.href} (${reason}). Is the name right? Else give the address instead of it.`,
      { kind: isUnreachable ? "unreachable" : "not-matrix", cause: error },
    );
  }
}
