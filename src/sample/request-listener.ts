import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { FileAnswer } from "./endpoints/endpoint.ts";
import type { FaultChooser } from "./choose-fault.ts";
import type { Endpoint } from "./faults.ts";
import { Refusal } from "./refusal.ts";
import { routeFor } from "./routes.ts";
import type { SampleWorld } from "./sample-world.ts";
import { writeFault } from "./write-fault.ts";

export type RequestLogEntry = {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly path: string;
  readonly endpoint: Endpoint;
  readonly roomId: string | undefined;
  /** 0: no answer was sent. */
  readonly status: number;
  readonly userAgent: string | undefined;
  /** `performance.now()` at arrival and after the answer was written: tests see whether two requests ever overlapped. */
  readonly startedAtMs: number;
  readonly endedAtMs: number;
};

/** Handles one request after another: faults first, then the endpoint. */
export function createRequestListener(
  world: SampleWorld,
  { log, chooseFault }: { readonly log: RequestLogEntry[]; readonly chooseFault: FaultChooser },
): RequestListener {
  let count = 0;
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const startedAtMs = performance.now();
    const url = new URL(request.url ?? "/", "http://localhost");
    const found = safeRoute(url.pathname);
    const endpoint = found?.route.endpoint ?? "unknown";
    const roomId = found?.params["roomId"];
    count += 1;
    const { latencyMs, onRequest } = world.faults();
    if (latencyMs !== undefined) await wait(latencyMs);
    onRequest?.({ endpoint, nth: count });
    const fault = chooseFault({ endpoint, roomId, mediaId: found?.params["mediaId"] });
    response.setHeader("Date", new Date(world.nowMs()).toUTCString());
    const status =
      fault === undefined ? answer(world, request, response, url, found) : writeFault(response, fault, world.nowMs());
    log.push({
      method: request.method ?? "",
      path: request.url ?? "",
      endpoint,
      roomId,
      status,
      userAgent: request.headers["user-agent"],
      startedAtMs,
      endedAtMs: performance.now(),
    });
  };
  return (request, response) => void handle(request, response);
}

type FoundRoute = ReturnType<typeof routeFor>;

/** Percent signs that decode to nothing make no route. */
function safeRoute(path: string): FoundRoute {
  try {
    return routeFor(path);
  } catch {
    return undefined;
  }
}

function answer(
  world: SampleWorld,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  found: FoundRoute,
): number {
  try {
    if (found === undefined) throw new Refusal(404, "M_UNRECOGNIZED", "Unrecognized request");
    if (request.method !== "GET") throw new Refusal(405, "M_UNRECOGNIZED", "Unrecognized request");
    if (found.route.needsToken) assertToken(world, request);
    const body = found.route.handler({ world, params: found.params, query: url.searchParams });
    return writeAnswer(response, 200, body);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return writeAnswer(response, error.status, JSON.stringify({ errcode: error.errcode, error: error.message }));
  }
}

function assertToken(world: SampleWorld, request: IncomingMessage): void {
  const { authorization } = request.headers;
  if (authorization === undefined) throw new Refusal(401, "M_MISSING_TOKEN", "Missing access token");
  if (authorization !== `Bearer ${world.token}`)
    throw new Refusal(401, "M_UNKNOWN_TOKEN", "Invalid access token passed.");
}

function writeAnswer(response: ServerResponse, status: number, body: string | FileAnswer): number {
  const bytes = typeof body === "string" ? Buffer.from(body) : body.bytes;
  const contentType = typeof body === "string" ? "application/json" : body.contentType;
  const disposition = typeof body === "string" ? {} : { "Content-Disposition": "attachment" };
  response.writeHead(status, { "Content-Type": contentType, "Content-Length": bytes.length, ...disposition });
  response.end(bytes);
  return status;
}
