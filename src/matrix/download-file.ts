import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { request as requestPlain, type IncomingMessage } from "node:http";
import { request as requestSecure } from "node:https";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isJsonObject, type JsonObject } from "#lib/json.ts";
import { TransportError, toUnreachable } from "./bounded-fetch.ts";
import type { Exchange } from "./exchange.ts";
import { isLoopback } from "./loopback.ts";
import { mayLeadTo, PrivateAddressError, publicLookup } from "./private-address.ts";

export type DownloadRequest = {
  readonly address: URL;
  /** Sent to the address itself alone, never after a redirect. */
  readonly token: string | undefined;
  readonly userAgent: string;
  readonly signal: AbortSignal | undefined;
  /** Where the bytes go; what is left of a broken download is deleted. undefined: only whether there is such a file is asked. */
  readonly toFile: string | undefined;
  readonly limitBytes: number;
  /** For the whole download, and for the next byte of it. */
  readonly timeoutMs: number;
  readonly stallMs: number;
};

/** What is told of a file that arrived: its size and the SHA-256 of its bytes in hex. */
export type Downloaded = { readonly sizeBytes: number; readonly sha256: string };

const redirectLimit = 3;
/** Of a refusal's JSON. */
const refusalLimitBytes = 64 * 1024;

/**
 * One GET of a file, streamed to disk. Redirects are followed by hand: without the token, over https alone, and never into closed networks,
 * unless the server itself is on this machine. As an exchange; the answer's `json` is `Downloaded`.
 */
export async function downloadFile(request: DownloadRequest): Promise<Exchange> {
  const timeout = AbortSignal.timeout(request.timeoutMs);
  const signal = request.signal === undefined ? timeout : AbortSignal.any([request.signal, timeout]);
  try {
    const response = await follow(request, signal);
    const status = response.statusCode ?? 0;
    if (status !== 200) return await refusalOf(response, status);
    // What a homeserver stores comes with a disposition; a proxy's own page does not.
    const isPage = (response.headers["content-type"] ?? "").includes("html");
    if (isPage && response.headers["content-disposition"] === undefined) return ended(response, status);
    return { kind: "answer", json: await save(response, request, signal), sizeBytes: 0 };
  } catch (error) {
    request.signal?.throwIfAborted();
    if (isOfDisk(error)) throw error;
    if (error instanceof TransportError) return { kind: "failure", failure: error.failure };
    if (timeout.aborted) return { kind: "failure", failure: { kind: "timeout", timeoutMs: request.timeoutMs } };
    return { kind: "failure", failure: toUnreachable(error) };
  }
}

/** No fault of the server's, and none that another file would not have. */
function isOfDisk(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return ["ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "EIO", "ENOENT", "EMFILE"].includes(String(code));
}

async function follow(request: DownloadRequest, signal: AbortSignal): Promise<IncomingMessage> {
  let { address } = request;
  for (let hop = 0; hop <= redirectLimit; hop += 1) {
    const response = await send(request, { address, isFirst: hop === 0, signal });
    const status = response.statusCode ?? 0;
    const { location } = response.headers;
    if (location === undefined || status < 300 || status > 399) return response;
    response.destroy();
    const next = URL.parse(location, address.href);
    if (next === null || !mayFollow(next, request.address))
      throw new TransportError({ kind: "redirected", to: next?.origin ?? "an address that is none" });
    address = next;
  }
  throw new TransportError({ kind: "redirected", to: address.origin });
}

function mayFollow(next: URL, home: URL): boolean {
  const isSafe = next.protocol === "https:" || (next.protocol === "http:" && isLoopback(home.hostname));
  return isSafe && next.username === "" && mayLeadTo(next.hostname, home.hostname);
}

function send(
  { address: home, token, userAgent, stallMs }: DownloadRequest,
  { address, isFirst, signal }: { readonly address: URL; readonly isFirst: boolean; readonly signal: AbortSignal },
): Promise<IncomingMessage> {
  const isTrusted = address.origin === home.origin || (isLoopback(home.hostname) && isLoopback(address.hostname));
  return new Promise((resolve, reject) => {
    const sent = (address.protocol === "https:" ? requestSecure : requestPlain)(
      address,
      {
        signal,
        headers: {
          "User-Agent": userAgent,
          Accept: "*/*",
          "Accept-Encoding": "identity",
          ...(isFirst && token !== undefined ? { Authorization: `Bearer ${token}` } : {}),
        },
        ...(isTrusted ? {} : { lookup: publicLookup }),
      },
      resolve,
    );
    const stalled = new TransportError({ kind: "timeout", timeoutMs: stallMs });
    sent.setTimeout(stallMs, () => sent.destroy(stalled));
    sent.on("error", (error) =>
      reject(
        error instanceof PrivateAddressError ? new TransportError({ kind: "redirected", to: address.origin }) : error,
      ),
    );
    sent.end();
  });
}

async function save(
  response: IncomingMessage,
  { toFile, limitBytes, stallMs }: DownloadRequest,
  signal: AbortSignal,
): Promise<Downloaded> {
  const claimed = Number(response.headers["content-length"] ?? 0);
  const isPacked = !["identity", undefined].includes(response.headers["content-encoding"]);
  if (toFile === undefined) {
    response.destroy();
    return { sizeBytes: 0, sha256: "" };
  }
  if (claimed > limitBytes || isPacked) {
    response.destroy();
    throw new TransportError(
      isPacked
        ? { kind: "unreachable", code: undefined, detail: "it sends the file packed, which was not asked for" }
        : { kind: "too-large", limitBytes },
    );
  }
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.byteLength;
      if (sizeBytes > limitBytes) return done(new TransportError({ kind: "too-large", limitBytes }));
      hash.update(chunk);
      done(null, chunk);
    },
  });
  response.setTimeout(stallMs, () => response.destroy(new TransportError({ kind: "timeout", timeoutMs: stallMs })));
  try {
    await pipeline(response, count, createWriteStream(toFile, { mode: 0o600, flush: true }), { signal });
    return { sizeBytes, sha256: hash.digest("hex") };
  } catch (error) {
    await rm(toFile, { force: true });
    throw error;
  }
}

function ended(response: IncomingMessage, status: number): Exchange {
  response.destroy();
  return { kind: "not-json", status, isHtml: true };
}

async function refusalOf(response: IncomingMessage, status: number): Promise<Exchange> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of response) {
    chunks.push(chunk as Buffer);
    sizeBytes += (chunk as Buffer).byteLength;
    if (sizeBytes > refusalLimitBytes) break;
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(response.headers)) if (typeof value === "string") headers.set(name, value);
  return { kind: "refusal", status, headers, body: jsonOf(Buffer.concat(chunks).toString()) };
}

function jsonOf(text: string): JsonObject | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return isJsonObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}
