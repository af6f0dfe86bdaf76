import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { TestContext } from "node:test";
import type { FaultAnswer, Faults } from "#sample/faults.ts";
import { hostileEvents } from "#sample/hostile-events.ts";
import { textFrom, visibilityFrom } from "#sample/new-event.ts";
import { bodiesOf, openSample, walk } from "./sample-client.ts";
import type { SampleClient } from "./sample-client.ts";
import { ada, createdAtMs, roomId, testRoom } from "./sample-rooms.ts";

/** A room of twelve messages on a homeserver that has the faults. */
async function faulty(
  context: TestContext,
  faults: Faults,
): Promise<SampleClient & { readonly ids: readonly string[] }> {
  const room = testRoom();
  const ids = Array.from({ length: 12 }, (_, index) => room.add(textFrom(ada, `m${index + 1}`)));
  return { ...(await openSample(context, { rooms: [room.toRoom()], faults })), ids };
}

const all = Array.from({ length: 12 }, (_, index) => `m${12 - index}`);
const newest = "messages?dir=b&limit=3";

describe("answers that fail", () => {
  const answerTo = async (context: TestContext, answer: FaultAnswer) =>
    (await faulty(context, { rules: [{ answer }] })).room(roomId, newest);

  test("a rate limit tells its wait in each of the known ways, or not at all", async (context) => {
    const limited = async (told: "body" | "seconds" | "date" | "none") => {
      const { status, json, headers } = await answerTo(context, { kind: "rate-limited", told, waitMs: 4_743 });
      assert.deepEqual([status, json.errcode], [429, "M_LIMIT_EXCEEDED"]);
      return { ms: json.retry_after_ms, header: headers.get("retry-after") };
    };
    assert.deepEqual(await limited("body"), { ms: 4_743, header: null });
    assert.deepEqual(await limited("seconds"), { ms: undefined, header: "5" });
    assert.deepEqual(await limited("none"), { ms: undefined, header: null });
    const { header } = await limited("date");
    const waitMs = Date.parse(header ?? "") - Date.now();
    assert.ok(waitMs > 0 && waitMs <= 5_000, `${header} is in the next seconds`);
  });

  test("a server error, an expired token and a refusal are standard errors", async (context) => {
    const seen = async (answer: FaultAnswer) => {
      const { status, json } = await answerTo(context, answer);
      return [status, json.errcode];
    };
    assert.deepEqual(await seen({ kind: "server-error", status: 503 }), [503, "M_UNKNOWN"]);
    assert.deepEqual(await seen({ kind: "token-expired" }), [401, "M_UNKNOWN_TOKEN"]);
    assert.deepEqual(await seen({ kind: "forbidden" }), [403, "M_FORBIDDEN"]);
  });

  test("a proxy's page is HTML, broken JSON does not parse, and an oversized body is as large as asked", async (context) => {
    const page = await answerTo(context, { kind: "html", status: 504 });
    assert.deepEqual([page.status, page.headers.get("content-type")], [504, "text/html; charset=utf-8"]);
    assert.deepEqual((await answerTo(context, { kind: "broken-json" })).json, {});
    assert.equal((await answerTo(context, { kind: "oversized", sizeBytes: 2e6 })).text.length, 2e6);
  });

  test("a reset connection gives no answer", async (context) => {
    const client = await faulty(context, { rules: [{ answer: { kind: "reset" } }] });
    await assert.rejects(client.room(roomId, newest), TypeError);
    assert.equal(client.server.requestLog[0]?.status, 0);
  });

  test("a stalled answer sends its headers and never ends", async (context) => {
    const { server } = await faulty(context, { rules: [{ answer: { kind: "stall" } }] });
    const answer = await fetch(`${server.url}/_matrix/client/versions`, { signal: AbortSignal.timeout(300) });
    assert.equal(answer.status, 200);
    await assert.rejects(answer.text(), { name: "TimeoutError" });
  });

  test("a rule applies to its endpoint and room, from one request to another, each so many times", async (context) => {
    const answer = { kind: "server-error", status: 500 } as const;
    const client = await faulty(context, {
      rules: [{ endpoint: "messages", roomId, from: 2, until: 6, every: 2, answer }],
    });
    assert.equal((await client.room(roomId, "state/m.room.name")).status, 200);
    const statuses: number[] = [];
    for (let nth = 1; nth <= 8; nth += 1) statuses.push((await client.room(roomId, newest)).status);
    assert.deepEqual(statuses, [200, 500, 200, 500, 200, 500, 200, 200]);
    client.server.faults = { rules: [{ until: 1, answer }] };
    assert.equal((await client.room(roomId, newest)).status, 500, "new faults count from the start");
  });
});

describe("pages of history that go wrong", () => {
  test("limited pages are short, and a walk over them is whole", async (context) => {
    const client = await faulty(context, { pageLimit: 2 });
    const pages = await walk(client, roomId);
    assert.deepEqual(bodiesOf(pages), all);
    assert.ok(pages.every((page) => page.json.chunk.length <= 2));
  });

  test("empty pages lead on with another token, and nothing is lost", async (context) => {
    const client = await faulty(context, { emptyPageEvery: 2 });
    const pages = await walk(client, roomId, { limit: 3 });
    assert.deepEqual(bodiesOf(pages), all);
    const empty = pages.filter((page) => page.json.chunk.length === 0 && page.json.end !== undefined);
    assert.ok(empty.length > 2 && empty.every((page) => page.json.end !== page.json.start));
  });

  test("a missing end cuts the walk short", async (context) => {
    const client = await faulty(context, { endMissingOnPage: 2 });
    assert.deepEqual(bodiesOf(await walk(client, roomId, { limit: 3 })), all.slice(0, 6));
  });

  test("a repeating token would keep a walk for ever", async (context) => {
    const client = await faulty(context, { tokenRepeatsFromPage: 2 });
    const { end } = (await client.room(roomId, newest)).json;
    const again = await client.room(roomId, `${newest}&from=${encodeURIComponent(end ?? "")}`);
    assert.equal(again.json.end, end);
  });

  test("a broken stretch is a 500 on every page that touches it, and only there", async (context) => {
    const client = await faulty(context, {});
    const [oldest, last] = [client.ids[4], client.ids[6]] as [never, never];
    client.server.faults = { brokenStretches: [{ roomId: testRoom().roomId, oldest, newest: last }] };
    const from = async (limit: number): Promise<number> =>
      (await client.room(roomId, `messages?dir=b&limit=${limit}`)).status;
    assert.equal(await from(5), 200);
    assert.equal(await from(6), 500);
    const before = (await client.room(roomId, `context/${encodeURIComponent(client.ids[3] ?? "")}?limit=0`)).json.end;
    const older = await client.room(roomId, `messages?dir=b&limit=4&from=${encodeURIComponent(before ?? "")}`);
    assert.deepEqual(bodiesOf([older]), ["m4", "m3", "m2", "m1"]);
  });

  test("a lying server serves closed times as if they were public", async (context) => {
    const client = await faulty(context, {});
    client.server.send(roomId, visibilityFrom(ada, "shared"));
    client.server.send(roomId, textFrom(ada, "canary"));
    client.server.send(roomId, visibilityFrom(ada, "world_readable"));
    assert.ok(!bodiesOf(await walk(client, roomId)).includes("canary"));
    client.server.faults = { ignoreVisibility: true };
    assert.ok(bodiesOf(await walk(client, roomId)).includes("canary"));
  });
});

describe("jump-to-date that goes wrong", () => {
  const stable = `timestamp_to_event?ts=${createdAtMs + 180_000}&dir=b`;
  const unstable = `/_matrix/client/unstable/org.matrix.msc3030/rooms/${encodeURIComponent(roomId)}/${stable}`;

  test("can be missing, or known by its unstable name alone", async (context) => {
    const client = await faulty(context, { jumpToDate: "missing" });
    const missing = await client.room(roomId, stable);
    assert.deepEqual(
      [missing.status, missing.json.errcode, (await client.get(unstable)).status],
      [404, "M_UNRECOGNIZED", 404],
    );
    client.server.faults = { jumpToDate: "unstable-only" };
    assert.deepEqual([(await client.room(roomId, stable)).status, (await client.get(unstable)).status], [404, 200]);
  });

  test("can name an event far outside the window", async (context) => {
    const client = await faulty(context, { jumpToDate: "outside-window" });
    assert.equal((await client.room(roomId, stable)).json.event_id, client.ids.at(-1));
  });

  test("can name an event that nobody knows", async (context) => {
    const client = await faulty(context, { jumpToDate: "unknown-event" });
    const id = encodeURIComponent((await client.room(roomId, stable)).json.event_id);
    assert.deepEqual(
      [(await client.room(roomId, `event/${id}`)).status, (await client.room(roomId, `context/${id}`)).status],
      [404, 404],
    );
  });
});

describe("time and hostile input", () => {
  test("a skewed clock shows in the Date header and in the age of events", async (context) => {
    const client = await faulty(context, { clockSkewMs: 3_600_000 });
    const { headers, json } = await client.room(roomId, newest);
    const skewMs = Date.parse(headers.get("date") ?? "") - Date.now();
    assert.ok(Math.abs(skewMs - 3_600_000) < 5_000, `${skewMs} is about an hour`);
    const [event] = json.chunk;
    assert.ok(event !== undefined && event.unsigned.age > Date.now() - event.origin_server_ts + 3_500_000);
  });

  test("latency is waited before each answer", async (context) => {
    const client = await faulty(context, { latencyMs: 60 });
    await client.room(roomId, newest);
    const [request] = client.server.requestLog;
    assert.ok(request !== undefined && request.endedAtMs - request.startedAtMs >= 55);
  });

  test("hostile events arrive exactly as wrong as they were made, and the page still parses", async (context) => {
    const client = await faulty(context, {});
    const hostile = hostileEvents({ roomId, sender: ada });
    for (const { event } of hostile) client.server.send(roomId, event);
    const { json } = await client.room(roomId, `messages?dir=f&limit=1000`);
    const arrived = json.chunk.slice(-hostile.length);
    assert.ok(hostile.length > 30);
    for (const [index, { problem, event }] of hostile.entries()) {
      if (event.wire !== undefined) assert.deepEqual(arrived[index], event.wire, problem);
      else assert.deepEqual(arrived[index]?.content, { ...event.content }, problem);
      if (event.originServerTs !== undefined) assert.equal(arrived[index]?.origin_server_ts, event.originServerTs);
    }
    const next = client.server.send(roomId, textFrom(ada, "in good time"));
    const after = await client.room(roomId, `event/${encodeURIComponent(next)}`);
    assert.equal(new Date(after.json.origin_server_ts).getUTCFullYear(), 2025);
  });

  test("the request log tells every request with its status", async (context) => {
    const client = await faulty(context, {});
    await client.room(roomId, newest);
    await client.get("/_matrix/client/v3/nothing");
    await client.get("/_matrix/client/v3/rooms/%E0%A4%A/messages");
    const told = client.server.requestLog.map(({ method, endpoint, roomId: room, status }) => [
      method,
      endpoint,
      room,
      status,
    ]);
    assert.deepEqual(told, [
      ["GET", "messages", roomId, 200],
      ["GET", "unknown", undefined, 404],
      ["GET", "unknown", undefined, 404],
    ]);
  });

  test("stopping breaks what is still open, and can be done twice", async (context) => {
    const { server } = await openSample(context, { rooms: [], faults: { rules: [{ answer: { kind: "stall" } }] } });
    const answer = await fetch(`${server.url}/_matrix/client/versions`);
    await server.stop();
    await server.stop();
    await assert.rejects(answer.text());
  });
});
