import { isJsonObject } from "#lib/json.ts";

/**
 * How long a server asks us to wait, in milliseconds, in any of its forms: `Retry-After` as seconds or as an HTTP date, else
 * `retry_after_ms` of the body (deprecated since v1.10). undefined: it does not say, or says nonsense.
 */
export function parseRetryAfterMs(headers: Headers, body: unknown, nowMs: number): number | undefined {
  return parseHeader(headers, nowMs) ?? parseBody(body);
}

function parseHeader(headers: Headers, nowMs: number): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (value === undefined || value === "") return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const until = parseHttpDate(value);
  if (Number.isNaN(until)) return undefined;
  // The server's own clock says how far away its date is; ours may be wrong.
  const serverNow = Date.parse(headers.get("date") ?? "");
  return Math.max(0, until - (Number.isNaN(serverNow) ? nowMs : serverNow));
}

/** The three forms of RFC 9110 §5.6.7. Date.parse alone would take -5 for a year, and the last form for local time. */
function parseHttpDate(value: string): number {
  if (/^[A-Za-z]{3,9}, /.test(value)) return Date.parse(value);
  return /^[A-Za-z]{3} [A-Za-z]{3} /.test(value) ? Date.parse(`${value} GMT`) : Number.NaN;
}

function parseBody(body: unknown): number | undefined {
  const value = isJsonObject(body) ? body["retry_after_ms"] : undefined;
  return typeof value === "number" && value >= 0 && Number.isFinite(value) ? Math.ceil(value) : undefined;
}
