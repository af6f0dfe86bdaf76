import assert from "node:assert/strict";
import { describe, test, type TestContext } from "node:test";
import { parseEventId, parseRoomAlias, parseRoomId } from "#matrix/ids.ts";
import type { MatrixApiError, MatrixFailure } from "#matrix/matrix-api-error.ts";
import type { Pace } from "#matrix/pace.ts";
import {
  answeringServer,
  sendHtml,
  sendJson,
  type Answerer,
  type AnsweringServer,
} from "../support/answering-server.ts";
import { freePort } from "../support/free-port.ts";
import { failureOf, impatientHomeserver, testToken } from "../support/impatient-homeserver.ts";

const me = { user_id: "@reader:hs.test" };
const room = parseRoomId("!tea:hs.test");
const eventId = parseEventId("$one");
const alias = parseRoomAlias("#tea:hs.test");
assert.ok(room !== undefined && eventId !== undefined && alias !== undefined);

async function failWhoami(
  context: TestContext,
  answer: Answerer,
  pace: Partial<Pace> = {},
): Promise<{ error: MatrixApiError; server: AnsweringServer }> {
  const server = await answeringServer(context, answer);
  const homeserver = await impatientHomeserver(server.url, { pace });
  const error = await failureOf(homeserver.fetchWhoami());
  assert.ok(!homeserver.lines.join("\n").includes(testToken));
  return { error, server };
}

describe("what stays wrong is given up with a clear word", () => {
  const cases: readonly (readonly [string, MatrixFailure, number, RegExp, Answerer])[] = [
    [
      "a server that is broken",
      "server-error",
      4,
      /failed at account\/whoami \(M_UNKNOWN: oh\)/,
      (response) => sendJson(response, 500, { errcode: "M_UNKNOWN", error: "oh" }),
    ],
    [
      "a server that never has time",
      "rate-limited",
      10,
      /asks us to slow down/,
      (response) => sendJson(response, 429, {}),
    ],
    [
      "a wait longer than a run",
      "rate-limited",
      1,
      /slow down for 3600 s/,
      (response) => sendJson(response, 429, {}, { "retry-after": "3600" }),
    ],
    [
      "a server that does not answer",
      "timeout",
      4,
      /did not finish its answer to account\/whoami in 0\.5 s/,
      () => undefined,
    ],
    [
      "a web page",
      "not-matrix",
      1,
      /no Matrix answer to account\/whoami, but a web page\. Is it the address/,
      (response) => sendHtml(response, 200),
    ],
    ["a web page for a 404", "not-matrix", 1, /an error page with status 404/, (response) => sendHtml(response, 404)],
    ["a firewall's 403", "not-matrix", 1, /an error page with status 403/, (response) => sendHtml(response, 403)],
    [
      "JSON of something else",
      "not-matrix",
      1,
      /it names no user/,
      (response) => sendJson(response, 200, { hello: "world" }),
    ],
    ["a list", "not-matrix", 1, /it names no user/, (response) => sendJson(response, 200, [1])],
    [
      "a wrong token",
      "unauthorized",
      1,
      /does not accept the reading account's access token \(M_UNKNOWN_TOKEN: Bad \*\*\*\)/,
      (response) => sendJson(response, 401, { errcode: "M_UNKNOWN_TOKEN", error: `Bad ${testToken}` }),
    ],
    [
      "a guest's token",
      "unauthorized",
      1,
      /M_GUEST_ACCESS_FORBIDDEN/,
      (response) => sendJson(response, 403, { errcode: "M_GUEST_ACCESS_FORBIDDEN", error: "No guests" }),
    ],
    [
      "a refusal",
      "forbidden",
      1,
      /does not let the reading account see account\/whoami \(M_FORBIDDEN: No\)/,
      (response) => sendJson(response, 403, { errcode: "M_FORBIDDEN", error: "No" }),
    ],
    [
      "a redirect elsewhere",
      "not-matrix",
      1,
      /a redirect to http:\/\/127\.0\.0\.1:1, where the access token is not sent/,
      (response) => response.writeHead(302, { location: "http://127.0.0.1:1/x" }).end(),
    ],
    [
      "a redirect in circles",
      "not-matrix",
      4,
      /a redirect to /,
      (response) => response.writeHead(302, { location: "/again" }).end(),
    ],
    ["a status that is none", "unreachable", 4, /status 999/, (response) => response.writeHead(999).end("{}")],
  ];
  for (const [name, kind, requests, message, answer] of cases) {
    test(name, async (context) => {
      const pace = kind === "timeout" ? { timeoutMs: 500 } : {};
      const { error, server } = await failWhoami(context, answer, pace);
      assert.equal(error.kind, kind);
      assert.match(error.message, message);
      assert.equal(server.requests.length, requests);
    });
  }

  test("a body without end is cut at its limit and not asked for again", async (context) => {
    const { error, server } = await failWhoami(context, (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const block = Buffer.alloc(1024 * 1024, " ");
      const push = (problem?: Error | null): void => {
        if (!problem) response.write(block, push);
      };
      push();
    });
    assert.deepEqual([error.kind, server.requests.length], ["too-large", 1]);
    assert.match(error.message, /more than 8 MB/);
  });

  test("a server that is not there", async () => {
    const dead = await impatientHomeserver(`http://127.0.0.1:${await freePort()}`);
    const error = await failureOf(dead.fetchWhoami());
    assert.deepEqual([error.kind, dead.requestCount], ["unreachable", 4]);
    assert.match(
      error.message,
      /^Could not reach http:\/\/127\.0\.0\.1:\d+: nothing answers there\. Check the address/,
    );
  });

  test("the token is not carried to where a redirect leads", async (context) => {
    const other = await answeringServer(context, (response) => sendJson(response, 200, me));
    const { error } = await failWhoami(context, (response) => response.writeHead(308, { location: other.url }).end());
    assert.deepEqual([error.kind, other.requests.length], ["not-matrix", 0]);
  });

  test("a name that no host has is said to be wrong", async () => {
    const lost = await impatientHomeserver("https://no-such-host.invalid", { pace: { attempts: 1, timeoutMs: 5_000 } });
    const error = await failureOf(lost.fetchWhoami());
    assert.equal(error.kind, "unreachable");
    assert.match(error.message, /https:\/\/no-such-host\.invalid/);
  });

  test("what a server says cannot write to the terminal, and is cut", async (context) => {
    const { error } = await failWhoami(context, (response) =>
      sendJson(response, 403, { errcode: "M_FORBIDDEN", error: `\u001B[2J${"x".repeat(5000)}` }),
    );
    assert.doesNotMatch(error.message, /\p{Cc}/u);
    assert.ok(error.message.length < 600);
  });
});

describe("names and answers that are ordinary", () => {
  const unknown = { errcode: "M_UNRECOGNIZED", error: "Unrecognized request" };

  test("an endpoint known under its unstable name only is found there, and asked there from then on", async (context) => {
    const server = await answeringServer(context, (response, _, request) =>
      request.url?.includes("/unstable/org.matrix.msc3030/") === true
        ? sendJson(response, 200, { event_id: "$one", origin_server_ts: 5 })
        : sendHtml(response, 404),
    );
    const homeserver = await impatientHomeserver(server.url);
    const found = { eventId, originServerTs: 5 };
    assert.deepEqual(await homeserver.fetchEventAtTime(room, 5, "forward"), found);
    assert.deepEqual(await homeserver.fetchEventAtTime(room, 5, "backward"), found);
    assert.equal(server.requests.length, 3);
  });

  test("a server without jump-to-date says so once", async (context) => {
    const server = await answeringServer(context, (response) => sendJson(response, 404, unknown));
    const homeserver = await impatientHomeserver(server.url);
    assert.equal((await failureOf(homeserver.fetchEventAtTime(room, 5, "forward"))).kind, "unsupported");
    const asked = server.requests.length;
    assert.equal((await failureOf(homeserver.fetchEventAtTime(room, 6, "forward"))).kind, "unsupported");
    assert.equal(server.requests.length, asked);
  });

  test("a server without room summaries gives none", async (context) => {
    const server = await answeringServer(context, (response) => sendJson(response, 404, unknown));
    assert.equal(await (await impatientHomeserver(server.url)).fetchRoomSummary(room), undefined);
  });

  test("a proxy's page is never taken for the server's no", async (context) => {
    const server = await answeringServer(context, (response, nth) => sendHtml(response, nth % 2 === 0 ? 403 : 404));
    const homeserver = await impatientHomeserver(server.url);
    const asks = [
      homeserver.fetchEvent(room, eventId),
      homeserver.fetchContext(room, eventId),
      homeserver.fetchRoomIdForAlias(alias),
      homeserver.fetchStateContent(room, "m.room.history_visibility", ""),
    ];
    for (const ask of asks) {
      const error = await failureOf(ask);
      assert.deepEqual([error.kind, error.isDefinite], ["not-matrix", false]);
    }
  });

  test("a space whose pages lead in a circle comes to an end, each room once", async (context) => {
    const rooms = [{ room_id: room, children_state: [] }];
    const server = await answeringServer(context, (response) =>
      sendJson(response, 200, { rooms, next_batch: "again" }),
    );
    const homeserver = await impatientHomeserver(server.url);
    const found = await Array.fromAsync(homeserver.fetchHierarchy(room));
    assert.deepEqual([found.length, server.requests.length], [1, 2]);
  });
});
