import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRetryAfterMs } from "#matrix/retry-after.ts";

const nowMs = Date.UTC(2026, 0, 2, 3, 4, 5);

function waitFor(
  header: string | undefined,
  { body, date }: { body?: unknown; date?: string } = {},
): number | undefined {
  const headers = new Headers(header === undefined ? {} : { "retry-after": header });
  if (date !== undefined) headers.set("date", date);
  return parseRetryAfterMs(headers, body, nowMs);
}

test("seconds, whole and broken", () =>
  assert.deepEqual(
    ["5", " 0 ", "1.5"].map((text) => waitFor(text)),
    [5000, 0, 1500],
  ));

test("an HTTP date, in each of its three forms, from the server's own clock", () => {
  const date = "Sun, 06 Nov 1994 08:49:30 GMT";
  for (const text of ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"]) {
    assert.equal(waitFor(text, { date }), 7000, text);
  }
});

test("an HTTP date from our clock where the server tells no time; never less than nothing", () => {
  assert.equal(waitFor("Fri, 02 Jan 2026 03:04:15 GMT"), 10_000);
  assert.equal(waitFor("Fri, 02 Jan 2026 03:04:00 GMT"), 0);
});

test("retry_after_ms of the body where there is no header", () => {
  assert.equal(waitFor(undefined, { body: { retry_after_ms: 4743 } }), 4743);
  assert.equal(waitFor("5", { body: { retry_after_ms: 4743 } }), 5000);
  assert.equal(waitFor("soon", { body: { retry_after_ms: 4743 } }), 4743);
});

test("nonsense is the same as silence", () => {
  for (const text of ["-5", "soon", "", "0x10", "Infinity"]) assert.equal(waitFor(text), undefined, text);
  for (const value of [-1, "9", null, Number.POSITIVE_INFINITY]) {
    assert.equal(waitFor(undefined, { body: { retry_after_ms: value } }), undefined);
  }
  assert.equal(waitFor(undefined, { body: "slow down" }), undefined);
});
