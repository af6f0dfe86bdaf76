import { isJsonObject } from "#lib/json.ts";

export type FetchLimits = {
  /** For the whole request, the body included. */
  readonly timeoutMs: number;
  /** Of the body, unpacked. */
  readonly limitBytes: number;
  /** Follow redirects to other origins too: for requests without a token. Default: no. */
  readonly anyOrigin?: boolean;
};

/** Why no complete answer arrived. */
export type TransportFailure =
  | { readonly kind: "timeout"; readonly timeoutMs: number }
  | { readonly kind: "too-large"; readonly limitBytes: number }
  | { readonly kind: "redirected"; readonly to: string }
  | { readonly kind: "unreachable"; readonly code: string | undefined; readonly detail: string };

/** Carries the failure through the SDK's `fetchFn`, which can only throw. */
export class TransportError extends Error {
  override readonly name = "TransportError";
  readonly failure: TransportFailure;

  constructor(failure: TransportFailure) {
    super(failure.kind);
    this.failure = failure;
  }
}

/** Redirects in a row that are followed. */
const redirectLimit = 3;

/**
 * `fetch` that reads the whole body before it returns, under a time limit and a byte limit: a server may send headers and then stall, or
 * never stop sending. Redirects to another origin are not followed, for the request carries a token. Throws `TransportError`, or the
 * reason of `init.signal` when that was aborted.
 */
export async function boundedFetch(address: URL, init: RequestInit, limits: FetchLimits): Promise<Response> {
  const timeout = AbortSignal.timeout(limits.timeoutMs);
  const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
  try {
    const response = await fetchFollowing(address, { ...init, signal, redirect: "manual" }, limits.anyOrigin ?? false);
    const body = await readBody(response, limits.limitBytes);
    const isBodyless = body.byteLength === 0;
    if (response.status < 200 || response.status > 599) throw new TransportError(strangeStatus(response.status));
    return new Response(isBodyless ? null : body, { status: response.status, headers: response.headers });
  } catch (error) {
    if (error instanceof TransportError) throw error;
    if (timeout.aborted) throw new TransportError({ kind: "timeout", timeoutMs: limits.timeoutMs });
    init.signal?.throwIfAborted();
    throw new TransportError(toUnreachable(error));
  }
}

async function fetchFollowing(address: URL, init: RequestInit, anyOrigin: boolean): Promise<Response> {
  let current = address;
  for (let hop = 0; hop <= redirectLimit; hop += 1) {
    const response = await fetch(current, init);
    const location = response.headers.get("location");
    if (location === null || response.status < 300 || response.status > 399) return response;
    await response.body?.cancel();
    const next = URL.parse(location, current.href);
    const isAllowed = next?.origin === current.origin || (anyOrigin && next?.protocol === "https:");
    if (next === null || !isAllowed)
      throw new TransportError({ kind: "redirected", to: next?.origin ?? "an address that is none" });
    current = next;
  }
  throw new TransportError({ kind: "redirected", to: current.href });
}

async function readBody(response: Response, limitBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of response.body ?? []) {
    sizeBytes += chunk.byteLength;
    // Leaving the loop cancels the stream and closes the connection.
    if (sizeBytes > limitBytes) throw new TransportError({ kind: "too-large", limitBytes });
    chunks.push(chunk);
  }
  const body = new Uint8Array(sizeBytes);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return body;
}

/** Certificates that are expired, for another name, or signed by nobody known: codes of Node and OpenSSL. */
export function isCertificateCode(code: string): boolean {
  return /CERT|SSL|TLS|ISSUER/.test(code);
}

function strangeStatus(status: number): TransportFailure {
  return {
    kind: "unreachable",
    code: undefined,
    detail: `it answers with the status ${status}, which HTTP does not have`,
  };
}

/** Node's `fetch` says only "fetch failed"; what happened is in the cause. */
export function toUnreachable(error: unknown): TransportFailure {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code: unknown = isJsonObject(cause) ? cause["code"] : undefined;
  const detail = cause instanceof Error ? cause.message : String(cause);
  return { kind: "unreachable", code: typeof code === "string" ? code : undefined, detail };
}
