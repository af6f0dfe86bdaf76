import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parseEventId, parseRoomId } from "#matrix/ids.ts";
import { answeringServer, sendHtml, sendJson, type Answerer } from "../support/answering-server.ts";
import { failureOf, impatientHomeserver, testToken } from "../support/impatient-homeserver.ts";

const me = { user_id: "@reader:hs.test" };
const room = parseRoomId("!tea:hs.test");
const eventId = parseEventId("$one");
assert.ok(room !== undefined && eventId !== undefined);

describe("what goes wrong once is asked again", () => {
  const cases: Readonly<Record<string, Answerer>> = {
    "429 with seconds": (response) => sendJson(response, 429, {}, { "retry-after": "1" }),
    "429 with a date": (response) =>
      sendJson(response, 429, {}, { "retry-after": new Date(Date.now() + 1500).toUTCString() }),
    "429 with retry_after_ms": (response) =>
      sendJson(response, 429, { errcode: "M_LIMIT_EXCEEDED", error: "Too fast", retry_after_ms: 60 }),
    "429 that tells nothing": (response) => sendJson(response, 429, {}),
    "429 as a web page": (response) => sendHtml(response, 429),
    "a 500": (response) => sendJson(response, 500, { errcode: "M_UNKNOWN", error: "Internal server error" }),
    "a 502 of a proxy": (response) => sendHtml(response, 502),
    "a 504 of a proxy": (response) => sendHtml(response, 504),
    "a 503 that says when": (response) => sendJson(response, 503, {}, { "retry-after": "0" }),
    "a connection that breaks": (response) => response.destroy(),
    "JSON that breaks off": (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end('{"user_id":"@rea');
    },
  };
  const stalls: Readonly<Record<string, Answerer>> = {
    "a body that stalls after the headers": (response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.write('{"user');
    },
    "no answer at all": () => undefined,
  };
  for (const [name, answer] of Object.entries({ ...cases, ...stalls })) {
    test(name, async (context) => {
      const server = await answeringServer(context, (response, nth, request) =>
        nth === 1 ? answer(response, nth, request) : sendJson(response, 200, me),
      );
      const pace = name in stalls ? { timeoutMs: 500 } : {};
      const homeserver = await impatientHomeserver(server.url, { pace });
      assert.deepEqual(await homeserver.fetchWhoami(), { userId: me.user_id });
      assert.equal(server.requests.length, 2);
      assert.deepEqual(server.requests[0]?.path, server.requests[1]?.path);
    });
  }

  test("the wait that was asked for is kept", async (context) => {
    const server = await answeringServer(context, (response, nth) =>
      nth === 1 ? sendJson(response, 429, { retry_after_ms: 300 }) : sendJson(response, 200, me),
    );
    const homeserver = await impatientHomeserver(server.url);
    await homeserver.fetchWhoami();
    assert.equal(homeserver.requestCount, 2);
    const [first, second] = server.requests;
    assert.ok(first !== undefined && second !== undefined && second.atMs - first.atMs >= 295);
  });
});

describe("a server in trouble is left alone", () => {
  test("after repeated failures nothing is sent for a while, whatever is asked; then it is tried again", async (context) => {
    let healthy = false;
    const server = await answeringServer(context, (response) =>
      healthy ? sendJson(response, 200, me) : sendJson(response, 500, { errcode: "M_UNKNOWN", error: "oh" }),
    );
    const homeserver = await impatientHomeserver(server.url, { pace: { attempts: 3, failuresBeforeRest: 5 } });
    await failureOf(homeserver.fetchWhoami());
    const error = await failureOf(homeserver.fetchEvent(room, eventId));
    assert.match(error.message, /After 5 failures in a row it is left alone for 1 s\./);
    assert.equal(server.requests.length, 5);
    assert.equal(
      (await failureOf(homeserver.fetchMessages(room, { limit: 5, direction: "backward" }))).kind,
      "server-error",
    );
    assert.equal(server.requests.length, 5);

    healthy = true;
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.deepEqual(await homeserver.fetchWhoami(), { userId: me.user_id });
  });

  test("one stretch that always fails is no trouble while the rest answers", async (context) => {
    const server = await answeringServer(context, (response, _, request) =>
      request.url?.includes("/messages") === true
        ? sendJson(response, 500, { errcode: "M_UNKNOWN", error: "oh" })
        : sendJson(response, 200, me),
    );
    const homeserver = await impatientHomeserver(server.url, { pace: { attempts: 3, failuresBeforeRest: 5 } });
    for (let round = 0; round < 4; round += 1) {
      await failureOf(homeserver.fetchMessages(room, { limit: 5, direction: "backward" }));
      assert.deepEqual(await homeserver.fetchWhoami(), { userId: me.user_id });
    }
  });
});

describe("manners", () => {
  test("one request is on the way at a time, and each says who asks", async (context) => {
    let underway = 0;
    let most = 0;
    const server = await answeringServer(context, (response) => {
      underway += 1;
      most = Math.max(most, underway);
      setTimeout(() => {
        underway -= 1;
        sendJson(response, 200, me);
      }, 10);
    });
    const homeserver = await impatientHomeserver(server.url);
    await Promise.all(Array.from({ length: 8 }, () => homeserver.fetchWhoami()));
    assert.equal(most, 1);
    for (const { headers } of server.requests) {
      assert.equal(headers["user-agent"], "Daybook/0.1.0 (+mailto:archive@example.org)");
      assert.equal(headers.authorization, `Bearer ${testToken}`);
    }
  });

  test("two at a time where that is configured, and both wait when one is told to", async (context) => {
    const server = await answeringServer(context, (response, nth) => {
      if (nth === 1) sendJson(response, 429, {}, { "retry-after": "1" });
      else setTimeout(() => sendJson(response, 200, me), 100);
    });
    const homeserver = await impatientHomeserver(server.url, { parallel: 2 });
    await Promise.all(Array.from({ length: 4 }, () => homeserver.fetchWhoami()));
    const [first = 0, , ...later] = server.requests.map(({ atMs }) => atMs);
    assert.equal(later.length, 3);
    assert.ok(
      later.every((atMs) => atMs - first >= 950),
      later.join(" "),
    );
  });

  test("no more requests start in a window than allowed", async (context) => {
    const server = await answeringServer(context, (response) => sendJson(response, 200, me));
    const homeserver = await impatientHomeserver(server.url, { pace: { requestsPerWindow: 2, windowMs: 200 } });
    const startedAtMs = performance.now();
    await Promise.all(Array.from({ length: 5 }, () => homeserver.fetchWhoami()));
    // From when they were asked for: a busy machine makes these longer, never shorter.
    const waits = server.requests.map(({ atMs }) => atMs - startedAtMs);
    for (const [index, wait] of waits.entries()) assert.ok(wait > Math.floor(index / 2) * 180, waits.join(" "));
    assert.equal(waits.length, 5);
  });

  test("a redirect within the server is followed", async (context) => {
    const server = await answeringServer(context, (response, nth) =>
      nth === 1 ? response.writeHead(307, { location: "/_matrix/client/v3/moved" }).end() : sendJson(response, 200, me),
    );
    assert.deepEqual(await (await impatientHomeserver(server.url)).fetchWhoami(), { userId: me.user_id });
  });

  for (const [name, answer] of [
    ["a wait", (response) => sendJson(response, 429, {}, { "retry-after": "4" })],
    ["a request", () => undefined],
  ] as const satisfies readonly (readonly [string, Answerer])[]) {
    test(`an interrupt ends ${name} at once, and what is queued too`, async (context) => {
      const server = await answeringServer(context, answer);
      const interrupt = new AbortController();
      const pace = { timeoutMs: 4_000 };
      const homeserver = await impatientHomeserver(server.url, { signal: interrupt.signal, pace });
      const asked = [homeserver.fetchWhoami(), homeserver.fetchWhoami()];
      const reason = new Error("interrupted");
      setTimeout(() => interrupt.abort(reason), 100);
      const started = performance.now();
      for (const ask of asked) await assert.rejects(ask, reason);
      assert.ok(performance.now() - started < 1_000);
      assert.equal(server.requests.length, 1);
    });
  }
});
