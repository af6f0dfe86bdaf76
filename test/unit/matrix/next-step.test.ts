import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { JsonObject } from "#lib/json.ts";
import type { Exchange } from "#matrix/exchange.ts";
import { nextStepFor, type NextStep, type Tries } from "#matrix/next-step.ts";
import { publicPace } from "#matrix/pace.ts";

const none: Tries = { limited: 0, failed: 0 };

function stepAfter(exchange: Exchange, before: Tries = none, random = 1): NextStep {
  return nextStepFor(exchange, before, { pace: publicPace, random: () => random, nowMs: 0 });
}

function refusal(status: number, errcode?: string, headers: Record<string, string> = {}): Exchange {
  const body: JsonObject | undefined = errcode === undefined ? undefined : { errcode, error: "words" };
  return { kind: "refusal", status, headers: new Headers(headers), body };
}

function waitAfter(exchange: Exchange, before?: Tries, random?: number): number | undefined {
  const step = stepAfter(exchange, before, random);
  return step.kind === "wait" ? step.waitMs : undefined;
}

describe("how long to wait", () => {
  test("doubles from a second with each failure, with full jitter", () => {
    const waits = [0, 1, 2].map((failed) => waitAfter(refusal(500), { limited: 0, failed }));
    assert.deepEqual(waits, [1000, 2000, 4000]);
    assert.equal(waitAfter(refusal(500), none, 0), 0);
    assert.equal(waitAfter(refusal(500), none, 0.5), 500);
  });

  test("a proxy that ran out of time is asked again after 30 to 60 seconds", () => {
    for (const status of [504, 524, 522, 408]) {
      assert.equal(waitAfter(refusal(status), none, 0), 30_000);
      assert.equal(waitAfter(refusal(status), { limited: 0, failed: 2 }), 34_000);
    }
    assert.equal(waitAfter({ kind: "failure", failure: { kind: "timeout", timeoutMs: 1 } }, none, 0), 30_000);
  });

  test("what the server asks for is the least, and it grows when that does not help", () => {
    const asked = refusal(429, "M_LIMIT_EXCEEDED", { "retry-after": "5" });
    assert.equal(waitAfter(asked), 5_000);
    assert.equal(waitAfter(asked, { limited: 4, failed: 0 }), 16_000);
    assert.equal(waitAfter(refusal(503, undefined, { "retry-after": "20" })), 20_000);
  });

  test("a 429 that tells nothing waits a second at least, and never more than the cap", () => {
    assert.equal(waitAfter(refusal(429), none, 0), 1_000);
    assert.equal(waitAfter(refusal(429), { limited: 8, failed: 0 }), 61_000);
  });

  test("a wait beyond the longest allowed is for another run", () => {
    const step = stepAfter(refusal(429, undefined, { "retry-after": "301" }));
    assert.deepEqual([step.kind, step.kind === "give-up" && step.because.retryAfterMs], ["give-up", 301_000]);
  });
});

describe("how often", () => {
  test("four failures or ten times slow down, each counted alone, and it is given up", () => {
    assert.equal(stepAfter(refusal(500), { limited: 9, failed: 2 }).kind, "wait");
    assert.equal(stepAfter(refusal(500), { limited: 0, failed: 3 }).kind, "give-up");
    assert.equal(stepAfter(refusal(429), { limited: 8, failed: 3 }).kind, "wait");
    assert.equal(stepAfter(refusal(429), { limited: 9, failed: 0 }).kind, "give-up");
  });

  test("M_LIMIT_EXCEEDED counts as slow down under any status", () => {
    const step = stepAfter(refusal(400, "M_LIMIT_EXCEEDED"));
    assert.deepEqual(step.kind === "wait" && step.tries, { limited: 1, failed: 0 });
  });

  test("an untrusted certificate is not tried twice, a broken connection is", () => {
    const broken = (code: string): Exchange => ({
      kind: "failure",
      failure: { kind: "unreachable", code, detail: "x" },
    });
    assert.equal(stepAfter(broken("CERT_HAS_EXPIRED")).kind, "give-up");
    assert.equal(stepAfter(broken("ECONNRESET")).kind, "wait");
  });
});

describe("what a refusal means", () => {
  const meanings: readonly (readonly [number, string | undefined, string])[] = [
    [401, "M_UNKNOWN_TOKEN", "unauthorized"],
    [401, "M_MISSING_TOKEN", "unauthorized"],
    [403, "M_USER_SUSPENDED", "unauthorized"],
    [403, "M_CONSENT_NOT_GIVEN", "unauthorized"],
    [403, "M_FORBIDDEN", "forbidden"],
    [403, undefined, "not-matrix"],
    [404, "M_NOT_FOUND", "not-found"],
    [404, "M_UNRECOGNIZED", "unsupported"],
    [405, "M_UNRECOGNIZED", "unsupported"],
    [404, undefined, "not-matrix"],
    [404, "M_UNKNOWN", "bad-request"],
    [400, "M_INVALID_PARAM", "bad-request"],
    [401, undefined, "not-matrix"],
  ];
  for (const [status, errcode, kind] of meanings) {
    test(`${status} ${errcode ?? "without errcode"} is ${kind}, at once`, () => {
      const step = stepAfter(refusal(status, errcode));
      assert.deepEqual([step.kind, step.kind === "give-up" && step.because.kind], ["give-up", kind]);
    });
  }
});
