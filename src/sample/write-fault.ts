import type { ServerResponse } from "node:http";
import { assertNever } from "#lib/assert-never.ts";
import type { FaultAnswer } from "./faults.ts";

/** Writes a broken answer. Returns the status for the log; 0 when there was no answer. */
export function writeFault(response: ServerResponse, fault: FaultAnswer, nowMs: number): number {
  switch (fault.kind) {
    case "rate-limited":
      return writeRateLimit(response, fault, nowMs);
    case "server-error":
      return writeJson(response, fault.status, { errcode: "M_UNKNOWN", error: "Internal server error" });
    case "reset":
      response.socket?.resetAndDestroy();
      return 0;
    case "stall":
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": 5_000 });
      response.write('{"chunk":[');
      return 200;
    case "html":
      response.writeHead(fault.status, { "Content-Type": "text/html; charset=utf-8" });
      response.end("<!doctype html><title>Sorry</title><h1>The server is taking too long</h1>");
      return fault.status;
    case "token-expired":
      return writeJson(response, 401, { errcode: "M_UNKNOWN_TOKEN", error: "Token has expired", soft_logout: true });
    case "forbidden":
      return writeJson(response, 403, { errcode: "M_FORBIDDEN", error: "You are not allowed to do that" });
    case "not-found":
      return writeJson(response, 404, { errcode: "M_NOT_FOUND", error: "Not found" });
    case "redirect":
      response.writeHead(307, { Location: fault.to });
      response.end();
      return 307;
    case "file":
      return writeFile(response, fault);
    case "broken-json":
      response.writeHead(200, { "Content-Type": "application/json" });
      response.end('{"chunk":[{"type":"m.room.mess');
      return 200;
    case "oversized":
      response.writeHead(200, { "Content-Type": "application/json" });
      response.end(`{"padding":"${"x".repeat(Math.max(0, fault.sizeBytes - 14))}"}`);
      return 200;
    default:
      return assertNever(fault);
  }
}

/** Ends the connection where the bytes do, so that a length that was claimed too large is never reached. */
function writeFile(
  response: ServerResponse,
  { sizeBytes, claimedBytes }: { readonly sizeBytes: number; readonly claimedBytes: number | undefined },
): number {
  const length = claimedBytes === undefined ? {} : { "Content-Length": claimedBytes };
  response.writeHead(200, { "Content-Type": "image/png", "Content-Disposition": "inline", ...length });
  response.write(Buffer.alloc(sizeBytes, "a"), () => {
    if (claimedBytes === undefined) response.end();
    else response.socket?.end();
  });
  return 200;
}

function writeRateLimit(
  response: ServerResponse,
  { told, waitMs }: { readonly told: "body" | "seconds" | "date" | "none"; readonly waitMs: number },
  nowMs: number,
): number {
  const headers: Record<string, string> = {};
  if (told === "seconds") headers["Retry-After"] = String(Math.ceil(waitMs / 1_000));
  if (told === "date") headers["Retry-After"] = new Date(nowMs + waitMs).toUTCString();
  const body = { errcode: "M_LIMIT_EXCEEDED", error: "Too Many Requests" };
  return writeJson(response, 429, told === "body" ? { ...body, retry_after_ms: waitMs } : body, headers);
}

function writeJson(
  response: ServerResponse,
  status: number,
  body: Record<string, unknown>,
  headers: Record<string, string> = {},
): number {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(JSON.stringify(body));
  return status;
}
